import type { CaptureSnapshot, CaptureSubject } from '../capture.ts';
import type { Phase } from './phase.ts';
import type { CaptureTexts } from './texts.ts';

/** What a component says, for all to see and for screen readers to speak. Panels speak for themselves. */
export function spokenText(phase: Phase, subject: CaptureSubject, texts: CaptureTexts): string {
  switch (phase.kind) {
    case 'filming':
      return filmingText(phase.snapshot, subject, texts);
    case 'reading':
      return texts.labels.reading;
    case 'review':
      return texts.labels.taken;
    default:
      return '';
  }
}

function filmingText(snapshot: CaptureSnapshot | undefined, subject: CaptureSubject, texts: CaptureTexts): string {
  const { hints, labels, subjects } = texts;
  if (!snapshot || snapshot.state === 'idle' || snapshot.state === 'starting') return labels.starting;
  if (snapshot.state === 'capturing') return labels.capturing;
  return snapshot.hint ? hints[snapshot.hint] : subjects[subject].aim;
}
