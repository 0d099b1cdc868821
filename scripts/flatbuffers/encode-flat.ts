/** A table: its fields in the order of the schema, left out where undefined. */
export interface FlatFields {
  readonly fields: readonly (FlatValue | undefined)[];
}

/** Something that lies at a byte of the file that the encoded one is put in front of. */
export interface FlatPart {
  readonly partAt: number;
}

/** What a field may hold; a number is a uint32, or whatever of at most four bytes begins with its lowest ones. */
export type FlatValue = number | string | Uint8Array | Float32Array | FlatFields | FlatPart | readonly FlatValue[];

/** As far as anything in a file is aligned: the weights of TFLite. */
const ALIGNMENT = 16;

/**
 * Writes a FlatBuffers file (https://flatbuffers.dev/internals). The same values give the same bytes.
 *
 * @param identifier four characters.
 * @param file kept whole behind what is written, for {@link FlatPart} to point into. Offsets only point forward, so that parts of it stay valid.
 */
export function encodeFlat(root: FlatFields, identifier: string, file: Uint8Array = new Uint8Array()): Uint8Array {
  const encoding = new FlatEncoding();
  encoding.root(root, identifier);
  return encoding.before(file);
}

class FlatEncoding {
  #bytes: number[] = [];
  /** Where in the file that follows something lies, by the place of the offset that leads there. */
  readonly #parts = new Map<number, number>();

  root(table: FlatFields, identifier: string): void {
    this.#reserve(4);
    this.#bytes.push(...new TextEncoder().encode(identifier));
    this.#point(0, table);
  }

  before(file: Uint8Array): Uint8Array {
    this.#align(0);
    const start = this.#bytes.length;
    for (const [place, at] of this.#parts) this.#write(place, start + at - place);
    const whole = new Uint8Array(start + file.length);
    whole.set(this.#bytes);
    whole.set(file, start);
    return whole;
  }

  /** Writes what the offset at a place leads to. */
  #point(place: number, value: Exclude<FlatValue, number>): void {
    if (typeof value === 'object' && 'partAt' in value) this.#parts.set(place, value.partAt);
    else this.#write(place, this.#value(value) - place);
  }

  /** @returns where it begins. */
  #value(value: Exclude<FlatValue, number | FlatPart>): number {
    if (typeof value === 'string') {
      const text = new TextEncoder().encode(value);
      return this.#vector(text.length, [...text, 0]);
    }
    if (value instanceof Uint8Array) return this.#vector(value.length, value);
    if (value instanceof Float32Array) return this.#vector(value.length, new Uint8Array(value.slice().buffer));
    return 'fields' in value ? this.#table(value) : this.#list(value);
  }

  /** The items of a vector are aligned, and its length stands before them. */
  #vector(length: number, content: Iterable<number>): number {
    this.#align(ALIGNMENT - 4);
    const start = this.#reserve(4);
    this.#write(start, length);
    for (const byte of content) this.#bytes.push(byte);
    return start;
  }

  #list(items: readonly FlatValue[]): number {
    const start = this.#vector(items.length, []);
    this.#reserve(4 * items.length);
    this.#fill(start + 4, items);
    return start;
  }

  /** Its vtable first, with the size of both and where each field lies; then how far back that is, and the fields. */
  #table({ fields }: FlatFields): number {
    const present = fields.filter((field) => field !== undefined);
    let end = 4;
    const offsets = fields.map((field) => {
      if (field === undefined) return 0;
      end += 4;
      return end - 4;
    });
    this.#align(0);
    const vtable = this.#bytes.length;
    for (const value of [4 + 2 * fields.length, end, ...offsets]) this.#bytes.push(value & 255, value >> 8);
    this.#align(0);
    const start = this.#reserve(end);
    this.#write(start, start - vtable);
    this.#fill(start + 4, present);
    return start;
  }

  /** Values that were given room already, one after the other. */
  #fill(start: number, values: readonly FlatValue[]): void {
    for (const [index, value] of values.entries()) {
      const place = start + 4 * index;
      if (typeof value === 'number') this.#write(place, value);
      else this.#point(place, value);
    }
  }

  #align(rest: number): void {
    while (this.#bytes.length % ALIGNMENT !== rest) this.#bytes.push(0);
  }

  /** @returns where the bytes begin. */
  #reserve(length: number): number {
    const start = this.#bytes.length;
    for (let i = 0; i < length; i++) this.#bytes.push(0);
    return start;
  }

  #write(place: number, value: number): void {
    for (let i = 0; i < 4; i++) this.#bytes[place + i] = (value >>> (8 * i)) & 255;
  }
}
