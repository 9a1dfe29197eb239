/** Judges as rows, each a dot with its error line around the mean of the others. */
import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { roomFor, textStyle, tooltipOf, type Look } from './chart-look.ts'

export interface SeverityDot {
  name: string
  difference: number
  margin: number
  /** Said to be off: by more than chance, and not only because another judge is. */
  off: boolean
}

export const severityHeight = (judges: number) => 64 + judges * 34

export function severityChart(
  dots: readonly SeverityDot[],
  look: Look,
  words: { severe: string; generous: string; tooltip(at: number): string },
  narrow: boolean,
): EChartsCoreOption {
  const reach = Math.max(0.5, ...dots.map(({ difference, margin }) => Math.abs(difference) + margin)) * 1.1
  const errorLine: CustomSeriesRenderItem = (_, api) => {
    const at = api.value(1) as number
    const from = api.coord([api.value(2), at])
    const to = api.coord([api.value(3), at])
    const stroke = api.visual('color') as string
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke, lineWidth: 1.5 },
    })
    return {
      type: 'group',
      children: [
        line(from[0]!, from[1]!, to[0]!, to[1]!),
        line(from[0]!, from[1]! - 4, from[0]!, from[1]! + 4),
        line(to[0]!, to[1]! - 4, to[0]!, to[1]! + 4),
      ],
    }
  }
  const colour = ({ off }: SeverityDot) => (off ? look.vermilion : look.indigo)
  const data = dots.map((dot, at) => ({
    value: [dot.difference, at, dot.difference - dot.margin, dot.difference + dot.margin],
    itemStyle: { color: colour(dot) },
    symbol: dot.off ? 'diamond' : 'circle',
    symbolSize: dot.off ? 14 : 10,
  }))
  return {
    animation: false,
    textStyle: textStyle(look),
    grid: {
      left: roomFor(
        dots.map(({ name }) => name),
        narrow ? 84 : 160,
      ),
      right: 16,
      top: 8,
      bottom: 48,
      outerBoundsMode: 'none',
    },
    tooltip: tooltipOf(look, words.tooltip),
    xAxis: {
      type: 'value',
      min: -reach,
      max: reach,
      name: `← ${words.severe}　　${words.generous} →`,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: look.muted },
      axisLabel: {
        color: look.muted,
        showMinLabel: false,
        showMaxLabel: false,
        formatter: (value: number) => (value > 0 ? `+${value}` : String(value).replace('-', '−')),
      },
      splitLine: { lineStyle: { color: look.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: dots.map(({ name }) => name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.ink, fontSize: 13, width: narrow ? 72 : 148, overflow: 'truncate' },
    },
    series: [
      { type: 'custom', renderItem: errorLine, data, encode: { x: [0, 2, 3], y: 1 }, silent: true },
      {
        type: 'scatter',
        data,
        encode: { x: 0, y: 1 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: look.ink, type: 'solid', width: 1 },
          data: [{ xAxis: 0 }],
        },
      },
    ],
  }
}
