/** Signing in as a person: better-auth's own endpoints, without its client (which would be the larger part of the page). */
import { authPath } from '@leitai/core/api/paths.ts'

export type SignIn = 'ok' | 'wrong' | 'slowDown' | 'unreachable'

export async function signInPerson(username: string, password: string): Promise<SignIn> {
  try {
    const response = await post('/sign-in/username', { username, password })
    if (response.ok) return 'ok'
    if (response.status === 429) return 'slowDown'
    return response.status < 500 ? 'wrong' : 'unreachable'
  } catch {
    return 'unreachable'
  }
}

export async function signOutPerson(): Promise<void> {
  await post('/sign-out', {})
}

/** Null: done; otherwise the sentence's key. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<boolean> {
  const response = await post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true })
  return response.ok
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${authPath}${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}
