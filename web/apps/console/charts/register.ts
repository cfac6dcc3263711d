import { LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'

// Only what the pages draw: the whole library is three times as heavy.
use([LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export { init }
