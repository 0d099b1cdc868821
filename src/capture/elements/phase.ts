import type { EkycError } from '../../contract/error.ts';
import type { CaptureResult, CaptureSnapshot } from '../capture.ts';

/**
 * What a component shows.
 *
 * `idle`: a button that opens the camera. `notice`: flashing light is to be agreed to. `filming`: the camera's picture, without a snapshot while the
 * engine is on its way. `reading`: a file of the user's. `review`: the picture that was taken, to be agreed to. `agreed`: the same afterwards, where
 * the component stays open. `failed`: what went wrong.
 */
export type Phase =
  | { readonly kind: 'idle' | 'notice' | 'reading' }
  | { readonly kind: 'filming'; readonly snapshot: CaptureSnapshot | undefined }
  | { readonly kind: 'review' | 'agreed'; readonly result: CaptureResult; readonly photoUrl: string }
  | { readonly kind: 'failed'; readonly error: EkycError };

/** What users can do. */
export interface Actions {
  readonly open: () => void;
  readonly close: () => void;
  readonly takePhoto: () => void;
  readonly useFile: (file: File) => void;
  readonly chooseCamera: (deviceId: string) => void;
  readonly setTorch: (on: boolean) => void;
  readonly retake: () => void;
  readonly usePhoto: () => void;
  /** The answer to the notice of flashing light. */
  readonly agreeToLight: (agreed: boolean) => void;
}
