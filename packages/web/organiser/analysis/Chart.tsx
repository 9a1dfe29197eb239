/**
 * A drawn chart. Loaded only when a page with a chart is opened: ECharts is larger than all else there. SVG, so that it
 * prints sharp; every chart has its numbers in a table beside it.
 */
import { CustomChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import style from './analysis.module.css'

register([CustomChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

/** A4 less its margins, in CSS pixels: type on paper is as large as on the screen. */
const paperWidth = 700

export default function Chart({
  option,
  height,
  label,
}: {
  option: EChartsCoreOption
  height: number
  /** What it shows and where its numbers are, for whoever does not see it. */
  label: string
}) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)

  useEffect(() => {
    const element = place.current!
    const made = init(element, null, { renderer: 'svg' })
    chart.current = made
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(element)
    // With a view box the style sheet for print fits the drawing to any paper, where nobody said that it prints too.
    made.on('rendered', () => {
      element.querySelector('svg')?.setAttribute('viewBox', `0 0 ${made.getWidth()} ${made.getHeight()}`)
    })
    const toPaper = () => {
      made.resize({ width: paperWidth })
      made.getZr().flush()
    }
    const toScreen = () => made.resize({ width: 'auto' })
    window.addEventListener('beforeprint', toPaper)
    window.addEventListener('afterprint', toScreen)
    return () => {
      window.removeEventListener('beforeprint', toPaper)
      window.removeEventListener('afterprint', toScreen)
      watch.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true })
    chart.current?.resize()
  }, [option, height])

  return <div ref={place} role="img" aria-label={label} className={style.chart} style={{ height }} />
}
