import type { CameraCandidate } from '../capture/camera/choose-camera.ts';

// Cameras as browsers tell of them, made small: names and capabilities that phones and laptops are publicly known to have.

const camera = (label: string, capabilities?: CameraCandidate['capabilities'], isOpen = false): CameraCandidate => ({
  deviceId: label,
  label,
  capabilities,
  isOpen,
});

const size = (width: number, height: number) => ({ width: { min: 1, max: width }, height: { min: 1, max: height } });

/** Safari tells everything of every camera. */
const apple = (facing: string, torch: boolean, focus?: number, zoom = 1) => ({
  ...size(4032, 3024),
  facingMode: [facing],
  ...(focus && { focusDistance: { min: focus } }),
  ...(torch && { torch }),
  zoom: { min: zoom, max: 10 },
});

/** Chromium tells of the lamp and the lens of an open camera only. */
const android = (facing: string, width: number, height: number) => ({ ...size(width, height), facingMode: [facing] });

export const IPHONE_SE = [
  camera('Front Camera', apple('user', false)),
  camera('Back Camera', apple('environment', true, 0.1)),
];

export const IPHONE_15 = [
  camera('Front Camera', apple('user', false, 0.2)),
  camera('Back Dual Wide Camera', apple('environment', true, 0.15, 0.5)),
  camera('Back Ultra Wide Camera', apple('environment', true)),
  camera('Back Camera', apple('environment', true, 0.15)),
];

export const IPHONE_PRO = [
  camera('Front Camera', apple('user', false, 0.2)),
  camera('Back Telephoto Camera', apple('environment', true, 0.6)),
  camera('Back Ultra Wide Camera', apple('environment', true, 0.02)),
  camera('Back Camera', apple('environment', true, 0.2)),
  camera('Back Dual Camera', apple('environment', true, 0.2)),
  camera('Back Dual Wide Camera', apple('environment', true, 0.2, 0.5)),
  camera('Back Triple Camera', apple('environment', true, 0.2, 0.5)),
];

/** The same in another language: only capabilities tell. */
export const IPHONE_IN_JAPANESE = IPHONE_PRO.map(({ capabilities }, i) => ({
  ...camera(['前面カメラ', '背面望遠カメラ', '背面超広角カメラ'][i] ?? `背面カメラ ${i}`, capabilities),
}));

/** An older Safari, which tells names alone. */
export const IPHONE_WITHOUT_CAPABILITIES = IPHONE_PRO.map(({ label }) => camera(label));

/** The wide one comes first, and is what Chromium opens. */
export const SAMSUNG = [
  camera('camera2 1, facing front', android('user', 3264, 2448)),
  camera('camera2 3, facing front', android('user', 2640, 1980)),
  camera('camera2 2, facing back', { ...android('environment', 4000, 3000), focusMode: ['manual'] }, true),
  camera('camera2 0, facing back', android('environment', 4000, 3000)),
];

export const PIXEL = [
  camera('camera2 1, facing front', android('user', 3840, 2160)),
  camera(
    'camera2 0, facing back',
    {
      ...android('environment', 4080, 3072),
      torch: true,
      focusMode: ['manual', 'single-shot', 'continuous'],
      zoom: { min: 0.5, max: 8 },
    },
    true,
  ),
];

/** A macro sensor of two megapixels, and a depth sensor. */
export const BUDGET_ANDROID = [
  camera('camera2 1, facing front', android('user', 3264, 2448)),
  camera('camera2 3, facing back', android('environment', 1600, 1200)),
  camera('camera2 2, facing back', android('environment', 1600, 1200)),
  camera('camera2 0, facing back', android('environment', 4080, 3060), true),
];

/** Before the user allowed a camera. */
export const UNNAMED = [camera('', undefined), { ...camera('', undefined), deviceId: 'second' }];

/** Windows Hello has an infrared camera beside the other; the browser may take it, as it comes first. */
export const LAPTOP_WITH_INFRARED = [
  camera('Integrated IR Camera (04f2:b7bf)', size(640, 360), true),
  camera('Integrated Camera (04f2:b7be)', size(1280, 720)),
];

/** The same where the names say nothing. */
export const LAPTOP_WITH_TWO_UNKNOWN = [
  camera('USB2.0 Camera A (13d3:56ff)', size(340, 340), true),
  camera('USB2.0 Camera B (13d3:56fe)', size(1920, 1080)),
];

export const SURFACE = [
  camera('Microsoft Camera Rear', size(3264, 2448)),
  camera('Surface IR Camera Front', size(640, 480)),
  camera('Microsoft Camera Front', size(2560, 1440)),
];

/** A laptop, and programs that pass for cameras. */
export const LAPTOP_WITH_VIRTUAL = [
  camera('OBS Virtual Camera', size(3840, 2160), true),
  camera('ManyCam Virtual Webcam', size(1920, 1080)),
  camera('FaceTime HD Camera (05ac:8514)', size(1280, 720)),
];

export const DEPTH_RIG = [
  camera('Intel(R) RealSense(TM) Depth Camera 435i Depth', size(1280, 720)),
  camera('Intel(R) RealSense(TM) Depth Camera 435i RGB', size(1920, 1080)),
];

/** Two of a kind; Chromium tells more of the one that is on. */
export const DESKTOP_WITH_TWO_ALIKE = [
  camera('USB Camera (046d:0825)', { ...size(1920, 1080), zoom: { min: 1, max: 5 } }, true),
  { ...camera('USB Camera (046d:0825)', size(1920, 1080)), deviceId: 'second' },
];
