import { expect, test } from 'vitest'
import { placeToGoOn } from './kept-position.ts'

const kept = { position: 42, base: 30, watched: [] }

test('C01.training one goes on where this device stopped while the server has not heard of it', () => {
  expect(placeToGoOn(kept, 30)).toBe(42)
})

test('C01.training where another device went on meanwhile, its place counts', () => {
  expect(placeToGoOn(kept, 300)).toBe(300)
  // the last word of the page that closed arrived: it is the same place
  expect(placeToGoOn(kept, 42)).toBe(42)
})

test('C01.training with nothing kept here the server’s place counts', () => {
  expect(placeToGoOn(null, 12.5)).toBe(12.5)
})
