import { z } from 'zod'
import { Id } from '../kernel/ids.ts'

/** A formatted form (格式表格) as an authority prescribes it: fields, not pictures. Filled, validated, printed. */
export const FormField = z.object({
  key: z.string().regex(/^[a-z][a-zA-Z0-9]*$/),
  label: z.string().min(1),
  /** Values of `phone`, `identity` and `address` are sealed in the log. */
  type: z.enum(['text', 'long-text', 'number', 'date', 'choice', 'yes-no', 'uscc', 'phone', 'identity', 'address']),
  required: z.boolean(),
  choices: z.array(z.string()).default([]),
  hint: z.string().default(''),
})
export type FormField = z.infer<typeof FormField>

export const FormDefinition = z.object({
  formId: Id,
  version: z.int().positive(),
  title: z.string().min(1),
  issuedBy: z.string(),
  fields: z.array(FormField).min(1),
})
export type FormDefinition = z.infer<typeof FormDefinition>

/** What a person typed, by field key. Dates are YYYY-MM-DD. */
export const FormValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
export type FormValues = z.infer<typeof FormValues>
