const zh = {
  notFound: '没有这个页面',
  notFoundDo: '核对网址，或回到首页。',
  home: '回到首页',
  broken: '页面出错了',
  brokenSafe: '已保存的内容都在服务器上；未发出的作答留在本机，重新载入后自动续传。',
  brokenDo: '重新载入本页。若再次出现，请举手告知工作人员。',
  reload: '重新载入',
  outdated: '程序已更新，重新载入后使用新版本。未发出的内容不会丢失。',
  fencedTitle: '本页已停用',
  fencedSafe: '此前的作答都已保存，或已交给新打开的页面继续上传。',
  fencedDo: '请到新打开的页面继续；若不是你本人打开，请立即举手告知工作人员。',
  takeOver: '改在此处继续',
  storageBroken: '本机无法暂存作答（可能是无痕窗口）。请告知工作人员；网络中断时不要刷新页面。',
}
const en: typeof zh = {
  notFound: 'There is no such page',
  notFoundDo: 'Check the address, or go back to the start.',
  home: 'To the start',
  broken: 'This page failed',
  brokenSafe: 'What was saved is on the server; answers not sent yet stay on this computer and go out after a reload.',
  brokenDo: 'Reload the page. If it happens again, raise your hand and tell the staff.',
  reload: 'Reload',
  outdated: 'The program was updated. Reload to use it; nothing unsent is lost.',
  fencedTitle: 'This page takes no more input',
  fencedSafe: 'What you did so far is saved, or handed to the newly opened page.',
  fencedDo: 'Go on in the page opened last. If that was not you, raise your hand at once.',
  takeOver: 'Go on here instead',
  storageBroken:
    'This browser cannot keep unsent answers (a private window?). Tell the staff, and do not reload while the network is gone.',
}
export const shellWords = { zh, en }
