/** The seal: 擂 cut white out of vermilion, as a name chop is. */
import style from './Brand.module.css'

export function Seal({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" role="img" aria-label="擂台 Leitai">
      <rect x="1" y="1" width="62" height="62" rx="9" fill="var(--vermilion)" />
      <rect
        x="5.5"
        y="5.5"
        width="53"
        height="53"
        rx="5.5"
        fill="none"
        stroke="#fff"
        strokeOpacity="0.55"
        strokeWidth="1.5"
      />
      {/* drawn as strokes, so that the mark is the same on machines without Chinese serif faces */}
      <g fill="none" stroke="#fff" strokeWidth="3.1" strokeLinecap="round" strokeLinejoin="round">
        <path d="M11.5 22.5h11.2M17.6 12v37.2c0 2.2-1.2 2.9-4.6 2.2M11.2 37.4l11.9-5.2" />
        <path
          d="M28.6 13.4h21.6M26.2 27v-7.6h26.6V27M39.4 13.4v17.4M31 22.8h4.6M43.4 22.8H48M31 27.6h4.6M43.4 27.6H48"
          strokeWidth="2.7"
        />
        <path d="M29.2 34.8h20.6v17.4H29.2zM29.2 43.4h20.6M39.5 34.8v17.4" />
      </g>
    </svg>
  )
}

export function Brand({ size = 28 }: { size?: number }) {
  return (
    <span className={style.brand}>
      <Seal size={size} />
      <span className={style.name} style={{ fontSize: size * 0.64 }}>
        擂台
      </span>
    </span>
  )
}
