import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { trackKind } from './camera-facts.ts';

class MediaStreamTrack {
  get label(): string {
    return 'Integrated Camera';
  }

  get [Symbol.toStringTag](): string {
    return 'MediaStreamTrack';
  }
}

/** A class of a browser's tracks. */
function trackClass(name: string) {
  return class extends MediaStreamTrack {
    override get [Symbol.toStringTag](): string {
      return name;
    }
  };
}

const kindOf = (track: object, settings: object = {}) =>
  trackKind(track as unknown as globalThis.MediaStreamTrack, settings as MediaTrackSettings);

beforeEach(() => vi.stubGlobal('MediaStreamTrack', MediaStreamTrack));
afterEach(() => vi.unstubAllGlobals());

describe('a track', () => {
  it('of most browsers is of a camera', () => expect(kindOf(new MediaStreamTrack())).toBe('camera'));

  it('of Firefox, which has a class of its own for those with pictures, is too', () => {
    const VideoStreamTrack = trackClass('VideoStreamTrack');
    vi.stubGlobal('VideoStreamTrack', VideoStreamTrack);
    expect(kindOf(new VideoStreamTrack())).toBe('camera');
  });

  it('that only calls itself so, where there is no such class, is foreign', () => {
    expect(kindOf(new (trackClass('VideoStreamTrack'))())).toBe('foreign');
  });

  it.each([
    ['CanvasCaptureMediaStreamTrack', 'canvas'],
    ['MediaStreamTrackGenerator', 'generator'],
    ['SomeTrack', 'foreign'],
  ])('of class %s is %s', (name, kind) => expect(kindOf(new (trackClass(name))())).toBe(kind));

  it('of a screen tells its surface', () => {
    expect(kindOf(new MediaStreamTrack(), { displaySurface: 'monitor' })).toBe('screen');
  });

  it('that hides what the browser says of it is foreign, and so is no track', () => {
    const disguised = Object.defineProperty(new MediaStreamTrack(), 'label', { value: 'FaceTime HD Camera' });
    expect(kindOf(disguised)).toBe('foreign');
    expect(kindOf({ label: 'FaceTime HD Camera' })).toBe('foreign');
  });
});
