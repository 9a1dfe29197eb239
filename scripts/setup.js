// Before `npm start` and `npm test`: installs what is missing and builds the web bundle when its sources have changed.
// Plain JavaScript with nothing imported but Node itself: on a fresh clone it runs under Node 20, before there is anything else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const windows = process.platform === 'win32'
const binFolder = join(root, 'node_modules', '.bin')
const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'

install()
buildWeb()
if (process.argv.includes('--tests')) run('node', ['scripts/test-setup.ts'])

function install() {
  if (isInstalled()) return
  say('正在安装依赖（首次约需一分钟）…', 'Installing what the program is made of (about a minute the first time)…')
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  // with the machine's own Node: the one in node_modules is about to be replaced
  run('npm', args, { ownNode: false })
  const { stdout } = spawnSync('node', ['--version'], { env: environment(true), encoding: 'utf8', shell: windows })
  if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= 24) return
  say(
    '本平台没有随附的 Node 24，请先安装 Node 24（https://nodejs.org），再重试。',
    'No Node 24 comes with the program for this platform. Install Node 24 (https://nodejs.org) and try again.',
  )
  process.exit(1)
}

/** Compares what the lock file wants with what npm noted that it installed; dates of files would say little after git. */
function isInstalled() {
  const wanted = readJson('package-lock.json')
  const found = readJson(join('node_modules', '.package-lock.json'))
  if (wanted === null || found === null) return false
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '' || entry.link) return path === '' || existsSync(join(root, path))
    const there = found.packages[path]
    // what is optional is for other platforms, or not for this one; where it is there it must be the right one
    if (there === undefined) return !path.startsWith('node_modules/') || entry.optional || entry.devOptional
    return there.version === entry.version
  })
}

function buildWeb() {
  const target = join(root, 'packages', 'web', 'dist')
  const stamp = join(target, '.built-from')
  const sources = hashOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  say('正在构建网页（约 10 秒）…', 'Building the web pages (about 10 seconds)…')
  // beside and then renamed: a server that runs, or a build at the same time, never sees half of it
  const fresh = mkdtempSync(join(root, 'packages', 'web', '.dist-'))
  process.on('exit', () => rmSync(fresh, { recursive: true, force: true }))
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  run('node', [vite, 'build', 'packages/web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'])
  writeFileSync(join(fresh, '.built-from'), sources)
  rmSync(target, { recursive: true, force: true })
  try {
    renameSync(fresh, target)
  } catch (error) {
    // another build was faster; its pages are as good as ours
    if (!existsSync(stamp)) throw error
  }
}

function hashOfSources() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of ['core', 'items', 'design', 'web']) {
    for (const file of filesIn(join(root, 'packages', folder))) hash.update(`\n${file}\n`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

function filesIn(folder) {
  const files = []
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!['node_modules', 'dist'].includes(entry.name) && !entry.name.startsWith('.')) files.push(...filesIn(path))
    } else if (!/\.test\.tsx?$|\.md$/.test(entry.name)) files.push(path)
  }
  return files.toSorted()
}

function run(program, args, { ownNode = true } = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: environment(ownNode), shell: windows })
  if (result.error)
    say(`无法运行 ${program}：${result.error.message}`, `${program} cannot be run: ${result.error.message}`)
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/** With the Node 24 of node_modules first on the path, or without it. */
function environment(ownNode) {
  const folders = (process.env[pathKey] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
  return { ...process.env, [pathKey]: (ownNode ? [binFolder, ...folders] : folders).join(delimiter) }
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch {
    return null
  }
}

function say(zh, en) {
  console.log(`${zh}\n${en}`)
}
