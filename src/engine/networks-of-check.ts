import { planDocumentChecks } from '../checks/document-check.ts';
import { planFaceChecks } from '../checks/face-check.ts';
import type { CheckModel } from '../contract/index.ts';
import type { Instruments } from './check-run.ts';

type Used = Pick<Instruments, 'networks' | 'matcher' | 'pipelines' | 'judges' | 'documentJudges'>;

/**
 * Ids of the networks that a check by this model may run, whichever pictures it is given: where they are ready, it fetches nothing.
 *
 * @throws {EkycError} INVALID_CHECK_MODEL for pipelines and calibrations that there are not.
 */
export function networksOfCheck(
  model: CheckModel,
  { networks, matcher, pipelines, judges, documentJudges }: Used,
): ReadonlySet<string> {
  const { faces, ...documents } = networks;
  // Payloads are judged without a network, so that it does not matter whether the pictures will be sealed.
  const faceChecks = planFaceChecks(model, false, pipelines);
  const documentChecks = planDocumentChecks(model, pipelines, documentJudges);
  const wants = (...operations: CheckModel['operations']) => model.operations.some((one) => operations.includes(one));
  return new Set([
    ...idsOf(Object.values(faces)),
    ...(wants('FACE_CHECK')
      ? faceChecks.flatMap((check) => ('pipeline' in check ? (judges.get(check.pipeline)?.models ?? []) : []))
      : []),
    ...(wants('DOC_CHECK') ? documentChecks.flatMap(({ type }) => documentJudges.get(type)?.models ?? []) : []),
    ...(wants('DOC_CHECK', 'FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH') ? idsOf(Object.values(documents)) : []),
    ...(wants('FACE_MATCH_VALIDATION', 'FACE_MATCH_SEARCH') ? idsOf([matcher]) : []),
  ]);
}

function idsOf(networks: readonly { readonly entry: { readonly id: string } }[]): string[] {
  return networks.map(({ entry }) => entry.id);
}
