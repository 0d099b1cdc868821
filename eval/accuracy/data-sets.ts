/** One evaluation of the report: `eval -- TASK FOLDER/SET OPTIONS`. */
export interface DataSet {
  readonly task: string;
  /** Name of its folder. */
  readonly set: string;
  readonly options?: readonly string[];
  /** What is in it, and what it is to the networks, in one or two sentences. */
  readonly about: string;
}

/** What the report shows, in its order. A set that is not there is left out, and the report says so. */
export const DATA_SETS: readonly DataSet[] = [
  {
    task: 'face-pad',
    set: 'pad-dev',
    options: ['--preset', 'enrolment'],
    about:
      'Frames of MSU-MFSD, which was not trained on, and of the test people of CASIA-FASD, other than those trained on.',
  },
  {
    task: 'face-pad',
    set: 'pad-dev',
    options: ['--preset', 'enrolment', '--pipeline', 'pad-m-1'],
    about: 'The same frames; what this network was trained on is not disclosed.',
  },
  {
    task: 'deepfake',
    set: 'deepfake-dev',
    options: ['--preset', 'enrolment'],
    about:
      'Portraits and composites of ciplab, of pictures other than those trained on, and photos of FFHQ beside portraits by StyleGAN2. None of these photos was trained on, but others of FFHQ were; portraits by this generator were, but none of these. ' +
      '33 of the 80 genuine ones of ciplab are composites by their file names; they count as they are labelled.',
  },
  {
    task: 'screen-replay',
    set: 'recapture-dev',
    options: ['--region', 'whole'],
    about: 'Photos of things and of screens by two collectors; neither was trained on.',
  },
  {
    task: 'printed-copy',
    set: 'document-dev',
    about:
      'Phone photos of grey copies of mock documents (DLC-2021), all of them attacks; other clips of the same types were trained on.',
  },
  {
    task: 'face-match',
    set: 'lfw-dev',
    options: ['--face', 'centre'],
    about:
      'Pairs of Labeled Faces in the Wild, of people who were not used for anything of ours. Where a picture shows several, the face in the middle counts, who is the one that it is named after.',
  },
  {
    task: 'face-match',
    set: 'lfw-dev',
    about: 'The same pairs. Pictures with a second face are refused, and count against it.',
  },
  {
    task: 'document-locate',
    set: 'document-dev',
    about: 'Phone photos of grey copies of mock documents (DLC-2021); their clips were left out of training.',
  },
  {
    task: 'document-locate',
    set: 'recapture-dev',
    about: 'Photos of things and of screens, none of which shows a document: what is found is a false alarm.',
  },
  { task: 'document-locate', set: 'deepfake-dev', about: 'Faces without a document: what is found is a false alarm.' },
  {
    task: 'document-locate',
    set: 'moire-dev',
    about: 'Screens with and without moire, no documents: what is found is a false alarm.',
  },
];
