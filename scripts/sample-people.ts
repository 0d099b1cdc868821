import type { View } from './documents/perspective.ts';
import type { NpmTarball } from './npm-tarball.ts';

/** Where the photos of the samples come from: MIT, copyright Creative Tim. */
export const PHOTOS: NpmTarball & { readonly folder: string } = {
  package: 'material-kit@2.0.4',
  integrity: 'sha512-YtcRcqV0s7iByigCfcoHqtrUgXaicyYyZYikn6cdUuKdPdYvQplOUvUgvzmNTvDPcZXzLt8MUk9YfpWWOGISOQ==',
  folder: 'package/assets/img/faces',
};

/** Fonts of the sample documents, so that they look the same on machines without any: Bitstream Vera's free licence. */
export const FONTS: NpmTarball & { readonly folder: string } = {
  package: 'dejavu-fonts-ttf@2.37.3',
  integrity: 'sha512-f1hd7jJbeQa1VWcw+K2KrTXS50zTMaHpVC4XIKJpNcDeYR5ajMtj/iLlQDYNvLOKamUB3ARVVCf79lNwNVztSQ==',
  folder: 'package/ttf',
};

export const FONT_FILES = {
  text: {
    file: 'DejaVuSans-Bold.ttf',
    sha256: 'e6476c1b80502924294eed40894c5b18e06c181444ca953e5334262df9c27724',
  },
  mono: {
    file: 'DejaVuSansMono.ttf',
    sha256: 'b4a6c3e4faab8773f4ff761d56451646409f29abedd68f05d38c2df667d3c582',
  },
} as const;

/** A photo of the package, 400x400 pixels. */
export interface Photo {
  readonly file: string;
  readonly sha256: string;
}

/** Someone invented, with a selfie and an identity document. */
export interface Person {
  /** Part of the file names, and what tells which pictures belong together. */
  readonly name: string;
  readonly photo: Photo;
  /** Part of the photo that the document shows, in pixels; 7 wide to 9 high. */
  readonly portrait: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly sex: 'F' | 'M';
  /** Six digits each: year, month, day. */
  readonly born: string;
  readonly expires: string;
  readonly documentNumber: string;
  /** How the document is seen. */
  readonly view: View;
  /** Colour of the table. */
  readonly table: string;
}

export const PEOPLE: readonly Person[] = [
  {
    name: 'marc',
    photo: { file: 'marc.jpg', sha256: '7b201c81b6fa950c09575484b0ace09eafeafdd3fafe52d83486c3e8d3b11a21' },
    portrait: { left: 63, top: 0, width: 266, height: 342 },
    sex: 'M',
    born: '910517',
    expires: '310516',
    documentNumber: 'U10000001',
    view: { roll: -4, tilt: 12, swing: 5, share: 0.74 },
    table: '#8a6a4c',
  },
  {
    name: 'christian',
    photo: { file: 'christian.jpg', sha256: '0dc30987496183f615616e1005ace5a639435dff78a6c00262cd27185d7a2f2f' },
    portrait: { left: 117, top: 23, width: 203, height: 261 },
    sex: 'M',
    born: '880903',
    expires: '330902',
    documentNumber: 'U10000002',
    view: { roll: 6, tilt: 16, swing: -8, share: 0.7 },
    table: '#6d6f73',
  },
  {
    name: 'camille',
    photo: { file: 'camp.jpg', sha256: '8fa06b842cf5cb1060dba5ffd8453ba53868955b0c53411271b10375065340b2' },
    portrait: { left: 80, top: 20, width: 252, height: 324 },
    sex: 'F',
    born: '960122',
    expires: '320121',
    documentNumber: 'U10000003',
    view: { roll: 3, tilt: 8, swing: 9, share: 0.72 },
    table: '#a48a6b',
  },
  {
    name: 'kendall',
    photo: { file: 'kendall.jpg', sha256: 'f6678378b7fad73f452399ce829fba749731a0bed3753ef4c10bba71bc5fe1ef' },
    portrait: { left: 89, top: 20, width: 266, height: 342 },
    sex: 'F',
    born: '940711',
    expires: '300710',
    documentNumber: 'U10000004',
    view: { roll: -7, tilt: 18, swing: -4, share: 0.72 },
    table: '#54453a',
  },
];

/** Photos that a check is to find fault with. */
export const TURNED: Photo = {
  file: 'card-profile5-square.jpg',
  sha256: '9414f0821b16e72e94a311f0d84f57f4bf3e972d1e7db67f8228a75d3353f5c7',
};
export const DISTANT: Photo = {
  file: 'card-profile6-square.jpg',
  sha256: '23b1fd6ff86e1f86b230a934fdf3768f56f6d63c89b6b230e40a479ec355dbdc',
};
