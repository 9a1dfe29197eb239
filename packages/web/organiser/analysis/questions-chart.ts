/** Questions as points: how easy across, how well they tell strong from weak upwards. */
import type { EChartsCoreOption } from 'echarts/core'
import { textStyle, tooltipOf, type Look } from './chart-look.ts'

export interface QuestionPoint {
  label: string
  /** 0 … 1. */
  difficulty: number
  correlation: number
  /** Said to be below 0 by more than chance. */
  wrong: boolean
}

export const questionsHeight = 360

export function questionsChart(
  points: readonly QuestionPoint[],
  look: Look,
  words: { across: string; upwards: string; tooltip(at: number): string },
): EChartsCoreOption {
  const lowest = Math.min(-0.2, ...points.map(({ correlation }) => correlation))
  return {
    animation: false,
    textStyle: textStyle(look),
    grid: { left: 48, right: 20, top: 32, bottom: 48, outerBoundsMode: 'none' },
    tooltip: tooltipOf(look, words.tooltip),
    xAxis: {
      type: 'value',
      min: 0,
      max: 100,
      name: words.across,
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: { color: look.muted },
      axisLine: { onZero: false },
      axisLabel: { color: look.muted, formatter: '{value}%' },
      splitLine: { lineStyle: { color: look.line } },
    },
    yAxis: {
      type: 'value',
      min: Math.floor(lowest * 5) / 5,
      max: 1,
      interval: 0.2,
      name: words.upwards,
      nameTextStyle: { color: look.muted, align: 'left' },
      nameGap: 14,
      axisLabel: {
        color: look.muted,
        formatter: (value: number) => value.toFixed(1).replace('-', '−'),
      },
      splitLine: { lineStyle: { color: look.line } },
    },
    series: [
      {
        type: 'scatter',
        symbolSize: 9,
        data: points.map(({ label, difficulty, correlation, wrong }) => ({
          value: [difficulty * 100, correlation],
          // Not by colour alone: what surely lies below 0 is a diamond with its name.
          symbol: wrong ? 'diamond' : 'circle',
          symbolSize: wrong ? 13 : 9,
          itemStyle: {
            color: wrong ? look.vermilion : look.indigo,
            opacity: wrong ? 1 : 0.55,
          },
          label: {
            show: wrong,
            formatter: () => label,
            position: difficulty > 0.7 ? 'left' : 'right',
            color: look.ink,
            fontSize: 12,
          },
        })),
        labelLayout: { hideOverlap: true },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: look.ink, type: 'solid', width: 1 },
          data: [{ yAxis: 0 }],
        },
      },
    ],
  }
}
