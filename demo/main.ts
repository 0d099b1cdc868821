import { type CheckRequest, type Ekyc, EkycError } from 'idem-ekyc';
import { AlertView } from './alert-view.ts';
import { CameraDialog } from './camera-dialog.ts';
import { ConfirmDialog } from './confirm-dialog.ts';
import { DiagnosticsView } from './diagnostics-view.ts';
import { DocumentView } from './document-view.ts';
import { html } from './dom.ts';
import { EngineSession } from './engine-session.ts';
import { countVerdicts, readEntries } from './entries.ts';
import { duration } from './format.ts';
import { icon } from './icons.ts';
import { JsonView } from './json-view.ts';
import { KnownFacesView } from './known-faces/known-faces-view.ts';
import { text } from './locales/index.ts';
import { OptionsView } from './options-view.ts';
import { PictureSlot } from './picture-slot.ts';
import { ProgressView } from './progress-view.ts';
import { ResultView } from './result-view.ts';
import { loadSamples } from './samples.ts';
import { untilAborted } from './until-aborted.ts';

const assetsBaseUrl = `${import.meta.env.BASE_URL}idem/`;
const samplesBaseUrl = `${import.meta.env.BASE_URL}samples/`;

const status = html('p', { class: 'status', role: 'status', 'data-testid': 'status' }, text.status.idle);
const alert = new AlertView();
const results = new ResultView((map) => doc.showHeatMap(map));
const documentView = new DocumentView();
const json = new JsonView();
const diagnostics = new DiagnosticsView(() => void eraseEverything());
const confirm = new ConfirmDialog();
const camera = new CameraDialog(assetsBaseUrl);
const slots = [
  new PictureSlot('face', inputsChanged, useCamera),
  new PictureSlot('doc', inputsChanged, useCamera),
] as const;
const [face, doc] = slots;

const options = new OptionsView({
  onChange: inputsChanged,
  onFaceLimits: (preset) => {
    abortAll();
    inputsChanged();
    engine.start(preset);
  },
});

const progress = new ProgressView({
  onCancel: () => {
    abortAll();
    engine.cancel();
  },
  onRetry: () => engine.start(),
  onMilestone: say,
});

const engine = new EngineSession(assetsBaseUrl, {
  onProgress: (step) => progress.showProgress(step),
  onState: (state) => {
    progress.showState(state);
    if (state.kind === 'starting') alert.clear();
    if (state.kind === 'cancelled') say(text.engine.cancelled);
    if (state.kind === 'failed') {
      say(text.engine.failed);
      alert.show(state.error);
    }
    if (state.kind === 'ready') {
      if (!running) say(text.engine.ready);
      void showDiagnostics();
      void knownFaces.refresh();
      checkSamplesUnasked();
    } else diagnostics.showDiagnostics(undefined);
  },
});

const knownFaces = new KnownFacesView({
  engine: () => engine.ready(),
  isEngineReady: () => engine.isReady,
  selfie: () => face.file,
  isSealed: () => options.sealed,
  confirm: (question, action) => confirm.ask(question, action),
  showFault: (error) => {
    alert.clear();
    if (error === undefined) return;
    alert.show(error);
    alert.reveal();
  },
  onChange: (collection) => {
    options.searchCollection(collection);
    if (options.isSearchChosen) inputsChanged();
  },
});

const check = html('button', { type: 'submit', class: 'primary', 'data-testid': 'check' }, text.actions.check);
const cancel = html(
  'button',
  { type: 'button', class: 'quiet', 'data-testid': 'cancel-check', hidden: true },
  text.actions.cancel,
);

/** The check under way. Only one runs at a time. */
let running: AbortController | undefined;
let checkedBefore = false;
/** The document picture that {@link documentView} is about, as its slot counts. */
let documentRevision = 0;
/** Goes up with each change of pictures or options, to tell answers that are out of date. */
let inputsRevision = 0;

renderPage();
engine.start();
void showSamples();

/** Only samples are checked unasked, and once: a first visit shows an answer without a click. */
function checkSamplesUnasked(): void {
  if (checkedBefore || !engine.isReady || !slots.every((slot) => slot.holdsSample)) return;
  void runCheck();
}

/** Where the window is too small for pictures and answer at once, what came of a click is brought into sight. */
async function checkAndReveal(): Promise<void> {
  const outcome = await runCheck();
  if (outcome === 'answered') results.reveal();
  if (outcome === 'failed') alert.reveal();
}

async function runCheck(): Promise<'answered' | 'failed' | 'cancelled'> {
  if (running) return 'cancelled';
  checkedBefore = true;
  const abort = new AbortController();
  setRunning(abort);
  alert.clear();
  for (const slot of slots) slot.showError(undefined);
  let request: CheckRequest | undefined;
  try {
    if (!engine.isReady) say(text.status.waiting);
    const ekyc = await untilAborted(engine.ready(), abort.signal);
    // Read only now: what was chosen during the download is what is meant, and a sample that is on its way.
    await untilAborted(Promise.all(slots.map(({ settled }) => settled)), abort.signal);
    const asked = inputsRevision;
    const pictures = slots.map((slot) => slot.revision);
    const { checkModel, sealed } = options;
    if (sealed) say(text.status.sealing);
    const began = performance.now();
    request = { checkModel, encrypted: sealed };
    documentView.clear();
    for (const slot of slots) {
      if (!slot.file) continue;
      const picture = sealed ? await sealPicture(ekyc, slot, slot.file, abort.signal) : slot.file;
      request = { ...request, [slot.name]: picture };
    }
    say(text.status.checking);
    const response = await ekyc.check(request, { signal: abort.signal, details: true });
    const took = performance.now() - began;
    abort.signal.throwIfAborted();

    const groups = readEntries(response, text);
    results.show(groups);
    if (asked !== inputsRevision) results.markStale();
    json.show(request.checkModel, response);
    for (const [index, slot] of slots.entries()) {
      const found = response.details?.[slot.name];
      if (found && slot.revision === pictures[index]) slot.showFindings(found);
      else slot.clearFindings();
    }
    if (response.details) diagnostics.showTimings(response.details.timings, took);
    say(text.status.done(duration(took), countVerdicts(groups, text)));
    // Not waited for: the answer is there, and the next check ends it.
    if (request.doc instanceof Blob && doc.revision === pictures[1]) {
      documentRevision = doc.revision;
      void documentView.read(ekyc, request.doc, sealed);
    }
    void showDiagnostics();
    return 'answered';
  } catch (error) {
    if (abort.signal.aborted) {
      say(text.status.cancelled);
      return 'cancelled';
    }
    say(text.status.failed);
    results.markStale();
    // Without a request it was the engine that did not start, which its own state has told.
    if (request) {
      alert.show(error);
      blameSlots(error);
      json.show(request.checkModel, error instanceof EkycError ? error : undefined);
    }
    return 'failed';
  } finally {
    setRunning(undefined);
  }
}

/** Puts what the camera takes into a slot. */
async function useCamera(slot: PictureSlot): Promise<void> {
  try {
    const capture = await camera.take(slot.name, engine.ready());
    if (capture) slot.takeCapture(capture);
  } catch (error) {
    alert.show(error);
    alert.reveal();
  }
}

/** As the camera handed it over, or would have. What is wrong with the picture is said at its slot. */
async function sealPicture(ekyc: Ekyc, slot: PictureSlot, picture: Blob, signal: AbortSignal): Promise<Blob> {
  if (slot.payload) return slot.payload;
  try {
    return await ekyc.encryptPayload(picture, { signal });
  } catch (error) {
    if (error instanceof EkycError) slot.showError(text.errors[error.code]);
    throw error;
  }
}

async function eraseEverything(): Promise<void> {
  if (!(await confirm.ask(text.diagnostics.eraseQuestion, text.diagnostics.eraseAction))) return;
  abortAll();
  try {
    const ekyc = await engine.ready();
    await ekyc.eraseAll();
    say(text.status.erased);
  } catch (error) {
    alert.show(error);
  }
  if (options.isSearchChosen) inputsChanged();
  await knownFaces.refresh();
}

function abortAll(): void {
  running?.abort();
  knownFaces.cancel();
}

/** Says at the slot what its picture has done wrong. Messages of the SDK begin with the field that they speak of. */
function blameSlots(error: unknown): void {
  if (!(error instanceof EkycError)) return;
  for (const slot of slots) {
    const missing = error.code === 'MISSING_INPUT' && !slot.file;
    if (missing || error.message.startsWith(`${slot.name}:`)) slot.showError(text.errors[error.code]);
  }
}

async function showDiagnostics(): Promise<void> {
  if (!engine.isReady) return;
  try {
    const ekyc = await engine.ready();
    const facts = await ekyc.diagnostics();
    diagnostics.showDiagnostics(facts);
    progress.showBackend(facts);
  } catch {
    // The fault that made this fail is told where it arose.
  }
}

async function showSamples(): Promise<void> {
  const samples = await loadSamples(samplesBaseUrl);
  face.offerSamples(samples?.selfies);
  doc.offerSamples(samples?.documents);
  const [selfie] = samples?.selfies ?? [];
  const [document] = samples?.documents ?? [];
  if (!selfie || !document || face.file || doc.file) return;
  await Promise.all([face.takeSample(selfie), doc.takeSample(document)]);
  checkSamplesUnasked();
}

function inputsChanged(): void {
  inputsRevision++;
  if (doc.revision !== documentRevision) documentView.clear();
  results.markStale();
  // Told of a request that is no longer the one on the page. The fault of an engine stays until it starts.
  if (engine.isReady) alert.clear();
}

function say(message: string): void {
  status.textContent = message;
}

function setRunning(controller: AbortController | undefined): void {
  running = controller;
  const busy = controller !== undefined;
  // Not `disabled`, which would throw the keyboard's focus away.
  check.setAttribute('aria-disabled', String(busy));
  if (!busy && cancel === document.activeElement) check.focus();
  cancel.hidden = !busy;
  results.element.setAttribute('aria-busy', String(busy));
}

function renderPage(): void {
  document.documentElement.lang = text.language;
  document.title = text.page.title;

  const form = html(
    'form',
    { class: 'inputs', id: 'request', novalidate: true },
    html('h2', { class: 'visually-hidden' }, text.page.picturesHeading),
    html('div', { class: 'slots' }, face.element, doc.element),
    options.element,
  );
  const actions = html('div', { class: 'actions' }, check, cancel, status);
  check.setAttribute('form', form.id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void checkAndReveal();
  });
  cancel.addEventListener('click', () => running?.abort());

  // A file dropped beside a slot would otherwise replace the page.
  for (const type of ['dragover', 'drop'] as const) {
    window.addEventListener(type, (event) => event.preventDefault());
  }

  document
    .querySelector('#app')
    ?.append(
      html(
        'header',
        { class: 'masthead' },
        html('div', { class: 'brand' }, html('h1', {}, text.page.name), html('p', {}, text.page.claim)),
        html('p', { class: 'privacy' }, icon('lock'), html('span', {}, text.page.privacy)),
      ),
      html(
        'main',
        {},
        progress.element,
        html('div', { class: 'work' }, form, actions, html('div', { class: 'answer' }, alert.element, results.element)),
        documentView.element,
        knownFaces.element,
        diagnostics.element,
        json.element,
      ),
      confirm.element,
      camera.element,
    );
}
