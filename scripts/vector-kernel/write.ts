import { writeAtomically } from '../write-atomically.ts';
import { ASSEMBLED, assembleKernel } from './assemble.ts';

// Assembles the kernel anew, after a change of its text: `npx tsx scripts/vector-kernel/write.ts`.

await writeAtomically(ASSEMBLED, await assembleKernel());
console.log(ASSEMBLED);
