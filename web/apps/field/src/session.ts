import { createSession } from '@shared/api/session'

/** Who this phone belongs to at the moment. */
export const session = createSession()
