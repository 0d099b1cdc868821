/** Where the document of a picture is: to be found, or the whole picture. */
export type DocumentRegion = 'found' | 'whole';
