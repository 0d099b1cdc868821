import { EkycError } from '../../contract/error.ts';

type PolicyHolder = Document & { readonly featurePolicy?: { allowsFeature(feature: string): boolean } };

/** @throws {EkycError} CAMERA_UNSUPPORTED where no call could ever get a camera */
export function assertCameraSupported(): void {
  if (!globalThis.isSecureContext) {
    throw new EkycError(
      'CAMERA_UNSUPPORTED',
      'Browsers offer cameras only to pages that are served over HTTPS or from localhost.',
    );
  }
  if (typeof globalThis.navigator?.mediaDevices?.getUserMedia !== 'function') {
    throw new EkycError('CAMERA_UNSUPPORTED', 'This browser offers no cameras to pages. Offer the upload of a file.');
  }
  if ((document as PolicyHolder).featurePolicy?.allowsFeature('camera') === false) {
    throw new EkycError(
      'CAMERA_UNSUPPORTED',
      'A Permissions-Policy keeps the camera from this page. Send \'Permissions-Policy: camera=(self)\', and where the page is framed, give the iframe allow="camera".',
    );
  }
}

/** What the browser remembers of this page and cameras, or nothing where it does not tell. */
export async function cameraPermission(): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state;
  } catch {
    // Older browsers know no such permission, and say so by a TypeError. Only a message depends on it.
    return undefined;
  }
}

/** What an error calls itself. Safari's OverconstrainedError is no `Error`, and neither was Chromium's for long. */
export function nameOf(error: unknown): string {
  return wordOf(error, 'name');
}

/**
 * Why `getUserMedia()` gave no camera.
 *
 * @param before what the browser remembered when it was asked.
 */
export async function cameraFault(error: unknown, before: PermissionState | undefined): Promise<EkycError> {
  const [name, message] = [nameOf(error) || String(error), wordOf(error, 'message')];
  const fault = (code: EkycError['code'], text: string) => new EkycError(code, text, { cause: error });
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return fault('CAMERA_PERMISSION_DENIED', await whoRefused(message, before));
    case 'NotFoundError':
      return fault('CAMERA_NOT_FOUND', 'There is no camera on this device. Offer the upload of a file.');
    case 'NotReadableError':
    case 'AbortError':
      return fault(
        'CAMERA_BUSY',
        `The camera could not be started; another program may be using it (${name}). Ask the user to close that, and try again.`,
      );
    default:
      return fault('CAMERA_UNSUPPORTED', `This browser could not open a camera (${name}). Offer the upload of a file.`);
  }
}

/** What a deviceId that is not, or no longer, here ends in. */
export function unknownCamera(cause: unknown): EkycError {
  return new EkycError(
    'CAMERA_NOT_FOUND',
    'There is no camera with the deviceId given. Ids change with the origin, and when the user clears its data: leave it out, or choose from the devices of a session.',
    { cause },
  );
}

function wordOf(error: unknown, field: 'name' | 'message'): string {
  const word = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof word === 'string' ? word : '';
}

async function whoRefused(message: string, before: PermissionState | undefined): Promise<string> {
  if (/system/i.test(message)) {
    return 'The operating system keeps the camera from the browser. Ask the user to allow it in the privacy settings of the device.';
  }
  if (before === 'denied') {
    return "The browser's settings keep the camera from this site. Ask the user to allow it there, beside the address, and try again.";
  }
  switch (await cameraPermission()) {
    case 'denied':
      return "The user did not allow the camera, and the browser will not ask again. Ask the user to allow it in the browser's settings of this site.";
    case 'prompt':
      return 'The user did not allow the camera this time. Try again when the user asks for it.';
    default:
      return 'The user, the browser or the frame that the page is in did not allow the camera. Ask the user to allow it; a framed page needs allow="camera".';
  }
}
