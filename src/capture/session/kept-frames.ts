/** A copy of a frame that was read. */
export interface KeptFrame {
  readonly picture: ImageBitmap;
  /** As of the frame. */
  readonly presentedAt: number;
}

/** Frames that may become the photo, by the number of their reading. They hold memory that is not collected by itself. */
export class KeptFrames {
  readonly #frames = new Map<number, KeptFrame>();

  keep(reading: number, frame: KeptFrame): void {
    this.#frames.set(reading, frame);
  }

  /** Frees all others. */
  keepOnly(reading: number | undefined): void {
    for (const [other, { picture }] of this.#frames) {
      if (other === reading) continue;
      picture.close();
      this.#frames.delete(other);
    }
  }

  /** The frame is the caller's from now on. */
  take(reading: number): KeptFrame | undefined {
    const frame = this.#frames.get(reading);
    this.#frames.delete(reading);
    return frame;
  }
}
