/** The text that lies in every archive for whoever opens it in ten years. */
export function readmeOf(title: string, head: string): string {
  return `${title}

本归档由擂台（Leitai）生成，内容：
  rulebook.yaml      赛项规程（发布版）
  journal/           每个场次的全部记录，逐条以哈希相连；第一份是赛事自身的公务记录
  results.json       名次、总分与得分依据
  MARKS-*.csv        原始得分，可用 leitai results 重新计算名次
  materials/ files/  赛题与录音，以内容哈希命名
  uploads/           选手提交的文件，以内容哈希命名；超过 64 MB 的另行保存，哈希列在 manifest.json 的 apart 中
  manifest.json/.sig 文件清单与签名

校验：  npx leitai verify archive.zip --head ${head.slice(0, 16)}
其中 --head 是纸质成绩单上印的校验码。

This archive was made by Leitai. Every run's records are chained by hash; the check above verifies files, signature and
chains, replays every run, computes the standings again and names the first thing that is wrong.

head: ${head}
`
}
