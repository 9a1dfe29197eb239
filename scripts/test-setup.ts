// Before `npm test`: a browser and a Chinese font, installed where that is possible without asking.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { findChromium } from './chromium.ts'

if (missing().length > 0 && canInstall()) installByApt(missing())
if (missing().length > 0) sayWhatToInstall(missing())
// without the font the tests still tell the truth, only their pictures do not
if (findChromium() === null) process.exit(1)

function missing(): string[] {
  return [...(findChromium() === null ? ['chromium'] : []), ...(hasChineseFont() ? [] : ['fonts-noto-cjk'])]
}

function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true
  return (spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout ?? '').trim() !== ''
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

function installByApt(packages: string[]): void {
  console.log(`正在用 apt 安装测试所需的 ${packages.join('、')}（约需一分钟）…`)
  console.log(`Installing ${packages.join(' and ')} by apt for the tests (about a minute)…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    spawnSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
  }
}

function sayWhatToInstall(packages: string[]): void {
  console.error(
    `测试需要 ${packages.join('、')}。请安装（Debian/Ubuntu：sudo apt-get install ${packages.join(' ')}），`,
  )
  console.error('或用环境变量 CHROMIUM 指出 Chrome、Chromium 或 Edge 程序的位置，然后重试 npm test。')
  console.error(
    `The tests need ${packages.join(' and ')}. Install (Debian/Ubuntu: sudo apt-get install ${packages.join(' ')}),`,
  )
  console.error(
    'or name the program of a Chrome, Chromium or Edge in the environment variable CHROMIUM, and run npm test again.',
  )
}
