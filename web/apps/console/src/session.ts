import { createSession } from '@shared/api/session'

/** Who is signed in to the console. */
export const session = createSession()
