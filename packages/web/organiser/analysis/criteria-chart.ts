/** Criteria as rows on a common scale of 0 to 100 % of each line's own range: lowest to highest, middle half, median. */
import type { CustomSeriesRenderItem } from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'
import { roomFor, textStyle, tooltipOf, type Look } from './chart-look.ts'

export interface CriterionBar {
  label: string
  /** Shares of the line's range, 0 … 1. */
  lowest: number
  lowerQuartile: number
  median: number
  upperQuartile: number
  highest: number
  flagged: boolean
}

export const criteriaHeight = (criteria: number) => 44 + criteria * 30

export function criteriaChart(
  bars: readonly CriterionBar[],
  look: Look,
  words: { tooltip(at: number): string },
  narrow: boolean,
): EChartsCoreOption {
  const spread: CustomSeriesRenderItem = (_, api) => {
    const at = api.value(0) as number
    const x = (dimension: number) => api.coord([(api.value(dimension) as number) * 100, at])[0]!
    const y = api.coord([0, at])[1]!
    const colour = api.visual('color') as string
    return {
      type: 'group',
      children: [
        {
          type: 'line',
          shape: { x1: x(1), y1: y, x2: x(5), y2: y },
          style: { stroke: colour, lineWidth: 1.5 },
        },
        {
          type: 'rect',
          shape: { x: x(2), y: y - 6, width: Math.max(2, x(4) - x(2)), height: 12 },
          style: { fill: look.paper, stroke: colour, lineWidth: 1.5 },
        },
        {
          type: 'line',
          shape: { x1: x(3), y1: y - 9, x2: x(3), y2: y + 9 },
          style: { stroke: colour, lineWidth: 3 },
        },
      ],
    }
  }
  const room = narrow ? 104 : 200
  return {
    animation: false,
    textStyle: textStyle(look),
    grid: {
      left: roomFor(
        bars.map(({ label }) => label),
        room,
      ),
      right: 24,
      top: 8,
      bottom: 28,
      outerBoundsMode: 'none',
    },
    tooltip: tooltipOf(look, words.tooltip),
    xAxis: {
      type: 'value',
      min: 0,
      max: 100,
      axisLabel: { color: look.muted, formatter: '{value}%' },
      splitLine: { lineStyle: { color: look.line } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: bars.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: look.ink, fontSize: 13, width: room - 12, overflow: 'truncate' },
    },
    series: [
      {
        type: 'custom',
        renderItem: spread,
        encode: { x: [1, 2, 3, 4, 5], y: 0 },
        data: bars.map((bar, at) => ({
          value: [at, bar.lowest, bar.lowerQuartile, bar.median, bar.upperQuartile, bar.highest],
          itemStyle: { color: bar.flagged ? look.vermilion : look.indigo },
        })),
      },
    ],
  }
}
