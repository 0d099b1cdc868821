import type { CheckResponse, HeatMap, InjectionDetails } from 'idem-ekyc';
import type { Locale } from './locales/index.ts';
import type { Operation } from './options-view.ts';

/** `unanswered`: ERROR. `rejected`: a validation code. `neutral`: answered, with nothing to pass or fail. */
export type Verdict = 'pass' | 'fail' | 'neutral' | 'rejected' | 'unanswered';

export interface EntryView {
  /** Unlike any other of the same answer; names the entry in tests. */
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly verdictText: string;
  readonly probability?: number;
  readonly threshold: number;
  /** Why there is no probability. */
  readonly reason?: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly warnings: readonly string[];
  /** Where the document was doubted, from checks that tell. */
  readonly heatMap?: HeatMap;
  /** Found records, best first. */
  readonly records: readonly { readonly id: string; readonly probability: number }[];
}

export interface EntryGroup {
  readonly operation: Operation;
  readonly title: string;
  readonly entries: readonly EntryView[];
}

const CHECK_THRESHOLD = 0.5;
const SEARCH_THRESHOLD = 0.9;

/** What the entries of the contract have in common. */
interface Entry {
  readonly status_code: string;
  readonly error?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly calibration?: string | undefined;
  readonly probability?: number | undefined;
  readonly quality?: number | undefined;
  readonly quality_warnings?: readonly string[] | undefined;
}

/** Puts an answer into words, one group an operation, in the order of the contract. */
export function readEntries(response: CheckResponse, text: Locale): EntryGroup[] {
  const networks = response.details?.models ?? {};
  const groups: [Operation, EntryView[] | undefined][] = [
    [
      'FACE_CHECK',
      response.face_result?.results.map((entry) => {
        const view = readCheck(entry.type, entry, networks, text);
        return entry.type === 'INJECTION_ATTACK' ? withFindings(view, response.details?.injection, text) : view;
      }),
    ],
    [
      'DOC_CHECK',
      response.doc_result?.results.map((entry) => {
        const heatMap = response.details?.doc?.heatMaps[entry.type];
        return { ...readCheck(entry.type, entry, networks, text), ...(heatMap && { heatMap }) };
      }),
    ],
    [
      'FACE_MATCH_VALIDATION',
      response.face_validation_result && [
        readCheck('FACE_MATCH_VALIDATION', response.face_validation_result, networks, text),
      ],
    ],
    ['FACE_MATCH_SEARCH', response.face_search_result?.results.map((entry) => readSearch(entry, text))],
  ];
  return groups.flatMap(([operation, entries]) =>
    entries ? [{ operation, title: text.result.group[operation], entries }] : [],
  );
}

/** `2 passed, 1 not answered`. */
export function countVerdicts(groups: readonly EntryGroup[], text: Locale): string {
  const verdicts = groups.flatMap(({ entries }) => entries.map(({ verdict }) => verdict));
  const count = (...wanted: Verdict[]): number => verdicts.filter((verdict) => wanted.includes(verdict)).length;
  const parts = [
    [count('pass'), text.status.passed],
    [count('fail'), text.status.notPassed],
    [count('neutral'), text.status.searched],
    [count('unanswered', 'rejected'), text.status.notAnswered],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, say]) => say(number));
  return said.length === 0 ? text.status.nothing : said.join(', ');
}

function readCheck(
  type: keyof Locale['result']['type'],
  entry: Entry,
  networks: Readonly<Record<string, readonly string[]>>,
  text: Locale,
): EntryView {
  const words = text.result.type[type];
  const answered = entry.status_code === 'OK';
  const common = {
    id: type,
    title: words.title,
    threshold: CHECK_THRESHOLD,
    facts: facts(
      [text.result.pipeline, entry.pipeline],
      [text.result.calibration, entry.calibration],
      [text.result.statusCode, entry.status_code],
      // Of an ERROR it is the reason itself; beside a validation code it says which of its rules was broken.
      [text.result.error, entry.status_code === 'ERROR' ? undefined : entry.error],
      [text.result.quality, entry.quality?.toFixed(2)],
      [text.result.networks, answered ? networks[type]?.join(', ') : undefined],
    ),
    warnings: (entry.quality_warnings ?? []).map((warning) => text.warnings[warning] ?? warning),
    records: [],
  };
  if (!answered || entry.probability === undefined) return { ...common, ...unanswered(entry, text) };
  const passed = entry.probability >= CHECK_THRESHOLD;
  return {
    ...common,
    verdict: passed ? 'pass' : 'fail',
    verdictText: passed ? words.pass : words.fail,
    probability: entry.probability,
  };
}

/** The demo shows reasons, as an integrator may see them; a page for users must not. */
function withFindings(view: EntryView, injection: InjectionDetails | undefined, text: Locale): EntryView {
  const findings = injection?.findings.map(({ reason, signal, message }) => {
    const found = `${reason}: ${message}`;
    // Whoever checks the same picture twice meets this without having done wrong.
    return signal === 'REPLAYED' ? `${found}. ${text.result.replayed}` : found;
  });
  return { ...view, facts: [...view.facts, ...facts([text.result.findings, findings?.join('; ')])] };
}

function readSearch(
  entry: Entry & {
    readonly collection: string;
    readonly image_source: keyof Locale['result']['search']['source'];
    readonly results?: readonly { readonly record_id: string; readonly probability: number }[] | undefined;
  },
  text: Locale,
): EntryView {
  const words = text.result.search;
  const records = (entry.results ?? []).map((record) => ({ id: record.record_id, probability: record.probability }));
  const common = {
    id: `FACE_MATCH_SEARCH-${entry.image_source}-${entry.collection}`,
    title: words.title(entry.collection, words.source[entry.image_source]),
    threshold: SEARCH_THRESHOLD,
    facts: facts([text.result.statusCode, entry.status_code]),
    warnings: [],
    records,
  };
  if (entry.status_code !== 'OK') return { ...common, ...unanswered(entry, text) };
  const matches = records.filter((record) => record.probability >= SEARCH_THRESHOLD).length;
  return { ...common, verdict: 'neutral', verdictText: matches === 0 ? words.none : words.found(matches) };
}

function unanswered(entry: Entry, text: Locale): Pick<EntryView, 'verdict' | 'verdictText' | 'reason'> {
  const hint = text.hints[entry.status_code];
  if (entry.status_code === 'ERROR' || entry.status_code === 'OK') {
    const reason = entry.error ?? text.result.notAnsweredNoReason;
    return { verdict: 'unanswered', verdictText: text.result.notAnswered, reason };
  }
  const reason = hint ?? entry.error ?? entry.status_code;
  return { verdict: 'rejected', verdictText: text.result.rejected, reason };
}

function facts(...pairs: [label: string, value: string | undefined][]): [string, string][] {
  return pairs.flatMap(([label, value]) => (value ? [[label, value]] : []));
}
