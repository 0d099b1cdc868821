/** Linear light, 0 to 1, by the value of an sRGB channel, 0 to 255 (IEC 61966-2-1). */
export const LINEAR_LIGHT = Float32Array.from({ length: 256 }, (_, value) => {
  const v = value / 255;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});
