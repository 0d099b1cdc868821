/** What a camera can do, with what TypeScript's own types lack (W3C, MediaStream Image Capture). */
export interface CameraCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean | readonly boolean[];
  /** Below 1 where a wider lens is behind the same name. */
  readonly zoom?: { readonly min?: number; readonly max?: number };
  /** `manual`, `single-shot`, `continuous`. */
  readonly focusMode?: readonly string[];
  /** Metres. Absent where the lens does not move. */
  readonly focusDistance?: { readonly min?: number; readonly max?: number };
}

/** What a camera that is on can do. Nothing is known in browsers that do not tell. */
export function capabilitiesOf(source: MediaStreamTrack | InputDeviceInfo): CameraCapabilities | undefined {
  return typeof source.getCapabilities === 'function' ? source.getCapabilities() : undefined;
}

/** Whether the lamp of a camera may be switched. */
export function hasTorch(capabilities: CameraCapabilities | undefined): boolean {
  const { torch = false } = capabilities ?? {};
  return typeof torch === 'boolean' ? torch : torch.includes(true);
}
