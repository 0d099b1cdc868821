import type { z } from 'zod';

/**
 * The same schema of a list, with readonly types. Not zod's own `readonly()`: JSON Schema would say `readOnly`, which
 * OpenAPI takes for a field that a request may not send.
 */
export function readonlyList<T, I>(schema: z.ZodType<T[], I[]>): z.ZodType<readonly T[], readonly I[]> {
  return schema as unknown as z.ZodType<readonly T[], readonly I[]>;
}
