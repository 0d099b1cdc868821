interface BmpHeader {
  readonly width: number;
  /** Negative: rows from top to bottom. */
  readonly height: number;
  /** `os2` is the first header there was, with sizes of 16 bits. */
  readonly header?: 'os2' | 'windows';
}

/**
 * An uncompressed BMP of 24 bits a pixel.
 *
 * Source: Microsoft, BITMAPFILEHEADER, BITMAPCOREHEADER and BITMAPINFOHEADER.
 *
 * @param samples RGB from top to bottom; the header may say whatever it likes of them.
 */
export function bmpFile(samples: Uint8Array, claimed: BmpHeader, actual: { width: number; height: number }): Buffer {
  const info = infoHeader(claimed);
  const file = Buffer.alloc(14);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length + info.length, 10);
  const stride = Math.ceil((actual.width * 3) / 4) * 4;
  const pixels = Buffer.alloc(stride * actual.height);
  for (let y = 0; y < actual.height; y++) {
    const row = claimed.height < 0 ? y : actual.height - 1 - y;
    for (let x = 0; x < actual.width; x++) {
      const from = (y * actual.width + x) * 3;
      pixels.set([samples[from + 2]!, samples[from + 1]!, samples[from]!], row * stride + x * 3);
    }
  }
  file.writeUInt32LE(file.length + info.length + pixels.length, 2);
  return Buffer.concat([file, info, pixels]);
}

function infoHeader({ width, height, header = 'windows' }: BmpHeader): Buffer {
  const info = Buffer.alloc(header === 'os2' ? 12 : 40);
  info.writeUInt32LE(info.length, 0);
  if (header === 'os2') {
    info.writeUInt16LE(width, 4);
    info.writeUInt16LE(height, 6);
    info.writeUInt16LE(1, 8);
    info.writeUInt16LE(24, 10);
    return info;
  }
  info.writeInt32LE(width, 4);
  info.writeInt32LE(height, 8);
  info.writeUInt16LE(1, 12);
  info.writeUInt16LE(24, 14);
  return info;
}
