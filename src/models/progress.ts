/** Progress of what is being fetched: models and the inference runtime. */
export interface Progress {
  /** Name of the file that moved. */
  readonly asset: string;
  readonly assetLoadedBytes: number;
  readonly assetTotalBytes: number;
  /** Over all files asked for so far. */
  readonly loadedBytes: number;
  readonly totalBytes: number;
}
