/**
 * A table of a FlatBuffers file (https://flatbuffers.dev/internals): it begins with the distance back to its vtable,
 * which says for each field where in the table it lies. Fields are named by their index in the schema; a field that
 * the file leaves out has its default.
 */
export class FlatTable {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #start: number;

  private constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#start = start;
  }

  /**
   * The table that a file begins with.
   *
   * @throws {Error} When the file's identifier (its bytes 4 to 7) is another one.
   */
  static root(bytes: Uint8Array, identifier: string): FlatTable {
    const found = new TextDecoder('latin1').decode(bytes.subarray(4, 8));
    if (found !== identifier) throw new Error(`This is not a ${identifier} file.`);
    const file = new FlatTable(bytes, 0);
    return new FlatTable(bytes, file.#target(0));
  }

  int8(field: number, fallback = 0): number {
    const at = this.#field(field);
    return at === undefined ? fallback : this.#view.getInt8(this.#inside(at, 1));
  }

  int32(field: number, fallback = 0): number {
    const at = this.#field(field);
    return at === undefined ? fallback : this.#view.getInt32(this.#inside(at, 4), true);
  }

  int32s(field: number): number[] {
    const { start, length } = this.#vector(field, 4);
    return Array.from({ length }, (_, index) => this.#view.getInt32(start + 4 * index, true));
  }

  bytes(field: number): Uint8Array {
    const { start, length } = this.#vector(field, 1);
    return this.#bytes.subarray(start, start + length);
  }

  text(field: number): string {
    return new TextDecoder().decode(this.bytes(field));
  }

  table(field: number): FlatTable | undefined {
    const start = this.position(field);
    return start === undefined ? undefined : new FlatTable(this.#bytes, start);
  }

  tables(field: number): FlatTable[] {
    return this.positions(field).map((start) => new FlatTable(this.#bytes, start));
  }

  /** The byte of the file where what a field points to begins. */
  position(field: number): number | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : this.#target(at);
  }

  /** The bytes of the file where the tables of a vector begin. */
  positions(field: number): number[] {
    const { start, length } = this.#vector(field, 4);
    return Array.from({ length }, (_, index) => this.#target(start + 4 * index));
  }

  #field(index: number): number | undefined {
    const vtable = this.#start - this.#view.getInt32(this.#inside(this.#start, 4), true);
    const slot = 4 + 2 * index;
    if (slot >= this.#view.getUint16(this.#inside(vtable, 2), true)) return undefined;
    const offset = this.#view.getUint16(this.#inside(vtable + slot, 2), true);
    return offset === 0 ? undefined : this.#start + offset;
  }

  #vector(field: number, itemSize: number): { start: number; length: number } {
    const at = this.#field(field);
    if (at === undefined) return { start: 0, length: 0 };
    const vector = this.#target(at);
    const length = this.#view.getUint32(this.#inside(vector, 4), true);
    return { start: this.#inside(vector + 4, length * itemSize), length };
  }

  /** Where the offset that is stored at a place points to. */
  #target(at: number): number {
    return at + this.#view.getUint32(this.#inside(at, 4), true);
  }

  #inside(at: number, size: number): number {
    if (at >= 0 && at + size <= this.#bytes.length) return at;
    throw new Error(`The file is truncated or garbled: it points to byte ${at + size} of ${this.#bytes.length}.`);
  }
}
