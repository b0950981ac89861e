import type { LineSeriesOption } from "echarts/charts";
import { LineChart } from "echarts/charts";
import type { GridComponentOption, MarkAreaComponentOption, MarkLineComponentOption, TooltipComponentOption } from "echarts/components";
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { type ComposeOption, type ECharts, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

use([LineChart, GridComponent, TooltipComponent, MarkAreaComponent, MarkLineComponent, SVGRenderer]);

export type ChartOption = ComposeOption<
  LineSeriesOption | GridComponentOption | TooltipComponentOption | MarkAreaComponentOption | MarkLineComponentOption
>;

/**
 * A drawing by ECharts, as SVG and without animation. It says nothing to screen readers beyond `label`: the card offers its table.
 *
 * @param onPick called with the place on the x-axis that was pressed
 */
export function Chart(props: {
  readonly option: ChartOption;
  readonly height: number;
  readonly label: string;
  readonly onPick?: (index: number) => void;
}) {
  const { option, height, label, onPick } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);
  const pick = useRef(onPick);
  pick.current = onPick;

  useEffect(() => {
    if (box.current === null) return;
    const drawn = init(box.current, null, { renderer: "svg" });
    chart.current = drawn;
    // a line has no marks to aim at between its ends: a press anywhere in the grid means the nearest place on the x-axis
    drawn.getZr().on("click", ({ offsetX, offsetY }) => {
      if (!drawn.containPixel("grid", [offsetX, offsetY])) return;
      const index = Number(drawn.convertFromPixel({ xAxisIndex: 0 }, offsetX));
      if (Number.isInteger(index)) pick.current?.(index);
    });
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={box} role="img" className={onPick === undefined ? undefined : "chart-open"} aria-label={label} style={{ height }} />;
}
