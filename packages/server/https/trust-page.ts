/** The page that tells how to trust this server's certificate. It must work before any script may run. */
export function trustPage(httpsUrls: readonly string[]): string {
  const links = httpsUrls.map((url) => `<li><a href="${url}">${url}</a></li>`).join('')
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>信任本服务器 · Trust this server</title>
<style>
body { margin: 0; background: #faf9f6; color: #16181d; font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif }
main { max-width: 42rem; margin: 0 auto; padding: 48px 24px }
h1 { font-size: 28px; line-height: 1.3; margin: 0 0 8px } h2 { font-size: 18px; margin: 32px 0 8px }
.en { color: #6b6f76; font-family: system-ui, "Segoe UI", sans-serif; font-size: 14px; margin-top: 0 }
a { color: #2f4b9a } a.get { display: inline-block; background: #c8321f; color: #fff; padding: 10px 20px; border-radius: 6px; text-decoration: none; font-weight: 600 }
a:focus-visible { outline: 2px solid #2f4b9a; outline-offset: 2px }
li { margin: 6px 0 }
</style>
</head>
<body><main>
<h1>信任本服务器的证书</h1>
<p class="en" lang="en">Trust this server’s certificate</p>
<p>浏览器只在安全连接（https）下开放麦克风。封闭机房没有公共证书，因此本服务器自签一份；每台电脑信任一次即可。不用麦克风的赛项可直接使用 http 地址。</p>
<p class="en" lang="en">Browsers open the microphone only over https. A closed room has no public certificate, so this server signs its own; each computer trusts it once. Items without a microphone work over plain http.</p>
<p><a class="get" href="/ca.crt" download>下载证书 ca.crt · Download</a></p>
<h2>Windows（Chrome、Edge）</h2>
<ol><li>打开下载的 ca.crt，点“安装证书”。</li><li>选“本地计算机”，再选“将所有的证书都放入下列存储”→“受信任的根证书颁发机构”。</li><li>完成后关闭并重新打开浏览器。</li></ol>
<p class="en" lang="en">Open ca.crt, Install Certificate, Local Machine, store “Trusted Root Certification Authorities”; then restart the browser. For many PCs: <code>certutil -addstore Root ca.crt</code> as administrator.</p>
<h2>macOS</h2>
<ol><li>双击 ca.crt 加入“钥匙串访问 → 系统”。</li><li>双击该证书，“信任”中选“始终信任”。</li></ol>
<p class="en" lang="en">Add it to the System keychain and set it to Always Trust.</p>
<h2>然后使用以下地址 · Then use</h2>
<ul>${links}</ul>
</main></body>
</html>
`
}
