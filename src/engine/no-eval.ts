import { z } from 'zod';

// Imported before anything that builds a schema: compiled validators need eval, which a strict
// Content-Security-Policy forbids and reports.
z.config({ jitless: true });
