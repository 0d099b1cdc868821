/** Why a capture is not trusted, by the names of the toolkit's injection attack detection. For the integrator, not the user. */
export type InjectionReason =
  | 'UNTRUSTED_ENVIRONMENT'
  | 'SUSPICIOUS_ACTIVITY'
  | 'UNTRUSTED_DEVICE'
  | 'SDK_INTEGRITY_VIOLATION'
  | 'UNTRUSTED_CORRUPTED_PAYLOAD'
  | 'UNTRUSTED_CONTENT'
  | 'UNTRUSTED_CONTENT_LOW_CONFIDENCE';
