import type { CameraKind } from '../../evidence/names.ts';

interface KnownCamera {
  readonly kind: CameraKind;
  readonly product: string;
  readonly label: RegExp;
}

/**
 * Names under which virtual cameras and their like install themselves. docs/EVIDENCE.md lists them. Whoever runs one can rename most of them:
 * what is not in here proves nothing.
 */
export const KNOWN_CAMERAS: readonly KnownCamera[] = [
  // Browsers' own, for tests. A file that Chromium plays as a camera has the file's name as its label.
  { kind: 'fake', product: 'Chromium fake device', label: /^fake_device_\d+$|^fake device \d+$/i },
  { kind: 'fake', product: 'Chromium file camera', label: /\.(y4m|mjpe?g)$/i },
  { kind: 'fake', product: 'Firefox fake device', label: /^default video device$/i },
  { kind: 'fake', product: 'WebKit mock camera', label: /^mock video device/i },
  // Programs that play anything as a camera.
  { kind: 'virtual', product: 'OBS', label: /\bobs\b.*(virtual|cam)|^obs-camera$/i },
  { kind: 'virtual', product: 'ManyCam', label: /manycam/i },
  { kind: 'virtual', product: 'Snap Camera', label: /snap camera/i },
  { kind: 'virtual', product: 'XSplit', label: /xsplit/i },
  { kind: 'virtual', product: 'mmhmm', label: /mmhmm/i },
  { kind: 'virtual', product: 'v4l2loopback', label: /dummy video device|loopback/i },
  { kind: 'virtual', product: 'SplitCam', label: /splitcam/i },
  { kind: 'virtual', product: 'YouCam', label: /youcam/i },
  { kind: 'virtual', product: 'Webcamoid', label: /webcamoid|akvirtualcamera|akvcam/i },
  { kind: 'virtual', product: 'e2eSoft VCam', label: /\bvcam\b|e2esoft/i },
  { kind: 'virtual', product: 'AlterCam', label: /altercam/i },
  { kind: 'virtual', product: 'SparkoCam', label: /sparkocam/i },
  { kind: 'virtual', product: 'ChromaCam', label: /chromacam/i },
  { kind: 'virtual', product: 'WebcamMax', label: /webcammax/i },
  { kind: 'virtual', product: 'CamTwist', label: /camtwist/i },
  { kind: 'virtual', product: 'Unity', label: /unity video capture|unitycam/i },
  { kind: 'virtual', product: 'vMix', label: /\bvmix\b/i },
  { kind: 'virtual', product: 'NDI', label: /\bndi\b|newtek/i },
  { kind: 'virtual', product: 'Logitech Capture', label: /logi(tech)? capture/i },
  { kind: 'virtual', product: 'NVIDIA Broadcast', label: /nvidia broadcast/i },
  { kind: 'virtual', product: 'Streamlabs', label: /streamlabs/i },
  { kind: 'virtual', product: 'Prism Live', label: /prism ?live/i },
  {
    kind: 'virtual',
    product: 'another virtual camera',
    label: /virtu[ae]l|\b(fake|dummy|avatar)\b|screen ?cap/i,
  },
  // Programs that relay the camera of a phone, or anything else that the phone plays.
  { kind: 'relay', product: 'DroidCam', label: /droidcam/i },
  { kind: 'relay', product: 'Iriun', label: /iriun/i },
  { kind: 'relay', product: 'EpocCam', label: /epoccam/i },
  { kind: 'relay', product: 'iVCam', label: /ivcam/i },
  { kind: 'relay', product: 'Camo', label: /\bcamo\b|reincubate/i },
  { kind: 'relay', product: 'NeuralCam', label: /neuralcam/i },
  { kind: 'relay', product: 'IP camera adapter', label: /ip ?cam(era)? adapter|ip webcam/i },
  // Boxes that make a camera of a cable.
  { kind: 'capture-card', product: 'Elgato', label: /cam ?link|game capture|elgato hd60/i },
  { kind: 'capture-card', product: 'AVerMedia', label: /avermedia.*(live gamer|capture|gc\d{3})|live gamer/i },
  { kind: 'capture-card', product: 'Blackmagic', label: /blackmagic|decklink|ultrastudio|atem mini/i },
  { kind: 'capture-card', product: 'Magewell', label: /magewell/i },
  { kind: 'capture-card', product: 'another HDMI capture', label: /hdmi|capture card/i },
];

/** What a camera is, by its label. */
export function classifyLabel(label: string): { readonly kind: CameraKind; readonly product?: string } {
  const text = label.trim();
  if (text === '') return { kind: 'unnamed' };
  const known = KNOWN_CAMERAS.find((camera) => camera.label.test(text));
  return known ? { kind: known.kind, product: known.product } : { kind: 'ordinary' };
}
