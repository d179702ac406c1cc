(() => {
  'use strict';

  /* Seconds: sockets are counted every few seconds where there are many. */
  const MAX_SAMPLE_GAP = 15;

  let data;
  let end;
  const narrow = window.matchMedia('(max-width: 30rem)').matches;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const clock = seconds => {
    const whole = Math.round(seconds);
    const two = n => String(n).padStart(2, '0');
    const minutes = Math.floor(whole / 60);
    return minutes < 60
      ? minutes + ':' + two(whole % 60)
      : Math.floor(minutes / 60) + ':' + two(minutes % 60) + ':' + two(whole % 60);
  };

  const percentile = inverse => String(Number((100 - 100 / inverse).toPrecision(7))) + ' %';

  const number = value =>
    value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });

  /* Times in the unit that keeps the figure short, as in the tables. */
  const withUnit = (value, unit) => {
    if (value === 0 || !unit) {
      return number(value);
    }
    if (unit !== 'ms') {
      return number(value) + ' ' + unit;
    }
    return value < 1 ? number(value * 1000) + ' us' : value < 1000 ? number(value) + ' ms' : number(value / 1000) + ' s';
  };

  const exponent = value => Math.floor(Math.log10(value) + 1e-9);

  const leadingDigit = value => Math.round(value / Math.pow(10, exponent(value)));

  /* A number of users, or of messages a second, from left to right. */
  const isLoad = axis => axis.startsWith('LOAD');

  const isPowerOfTen = value => leadingDigit(value) === 1;

  /* On a phone every second decade of percentiles has room for its name. */
  const percentileTick = value => {
    const shown = isPowerOfTen(value) ? !narrow || exponent(value) % 2 === 0 : value === 2 && !narrow;
    return shown ? percentile(value) : null;
  };

  /* A short logarithmic axis has marks at 1, 2 and 5, a long one at powers of ten. */
  const logarithmicTicks = chart => {
    const { min, max } = decades(chart);
    const digits = max / min <= 101 ? [1, 2, 5] : [1];
    const count = exponent(max) - exponent(min) + 1;
    return Array.from({ length: count }, (_, i) => digits.map(d => d * min * Math.pow(10, i)))
      .flat()
      .filter(value => value <= max * 1.001)
      .map(value => ({ value }));
  };

  /* Marks of a time axis at steps that people count in. */
  const timeTicks = () => {
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600];
    const step = steps.find(seconds => end / seconds <= (narrow ? 5 : 10)) || 43200;
    return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => ({ value: i * step }));
  };

  /* Whole decades around all values. */
  const decades = chart => {
    const measured = chart.series.flatMap(s => s.values).filter(v => v > 0);
    const values = measured.length > 0 ? measured : [1];
    const power = (round, value) => Math.pow(10, round(Math.log10(value)));
    const min = power(Math.floor, Math.min(...values));
    return { min, max: Math.max(power(Math.ceil, Math.max(...values)), min * 10) };
  };

  /* Vertical lines where full load began, the storm broke out, users began to leave; at the load that was found. */
  const marks = {
    id: 'marks',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea, scales } = chart;
      if (chart.options.imStressAxis !== 'TIME' && !isLoad(chart.options.imStressAxis)) {
        return;
      }
      ctx.save();
      ctx.strokeStyle = ctx.fillStyle = colour('--quiet');
      ctx.font = '11px system-ui, sans-serif';
      ctx.setLineDash([3, 3]);
      for (const [name, at] of Object.entries(data.marks)) {
        const x = scales.x.getPixelForValue(at);
        if (x >= chartArea.left && x <= chartArea.right) {
          ctx.beginPath();
          ctx.moveTo(x, chartArea.top);
          ctx.lineTo(x, chartArea.bottom);
          ctx.stroke();
          const left = x + ctx.measureText(name).width + 8 > chartArea.right;
          ctx.textAlign = left ? 'right' : 'left';
          ctx.fillText(name, left ? x - 4 : x + 4, chartArea.top + 10);
        }
      }
      ctx.restore();
    }
  };

  const users = value => number(value) + ' users';

  const xText = {
    TIME: clock, PERCENTILE: percentile, USERS: users, LOAD_USERS: users, LOAD_RATE: rate => number(rate) + ' a second'
  };

  const xScale = chart => {
    const base = {
      grid: { color: colour('--grid'), offset: false },
      border: { color: colour('--line') }
    };
    if (chart.xAxis === 'USERS') {
      return { ...base, type: 'category', offset: true, ticks: { color: colour('--quiet'), maxRotation: 0 } };
    }
    if (isLoad(chart.xAxis)) {
      return {
        ...base, type: 'linear', min: 0,
        ticks: { color: colour('--quiet'), maxRotation: 0, maxTicksLimit: narrow ? 4 : 9, callback: xText[chart.xAxis] }
      };
    }
    return chart.xAxis === 'TIME'
      ? {
          ...base, type: 'linear', min: 0, max: end, offset: false,
          afterBuildTicks: axis => { axis.ticks = timeTicks(); },
          ticks: { color: colour('--quiet'), callback: value => clock(value), maxRotation: 0, autoSkip: false }
        }
      : {
          ...base, type: 'logarithmic', min: 1,
          ticks: {
            color: colour('--quiet'), maxRotation: 0, autoSkip: false,
            callback: percentileTick
          }
        };
  };

  const yScale = chart => ({
    type: chart.logarithmic ? 'logarithmic' : 'linear',
    beginAtZero: !chart.logarithmic,
    ...(chart.logarithmic
      ? { ...decades(chart), afterBuildTicks: axis => { axis.ticks = logarithmicTicks(chart); } }
      : {}),
    stacked: chart.type === 'STACKED_BARS',
    grid: { color: colour('--grid') },
    border: { display: false },
    ticks: { color: colour('--quiet'), maxTicksLimit: 6, autoSkip: !chart.logarithmic, callback: value => withUnit(value, chart.unit) },
    /* The same width everywhere, so that the time axes stand one below the other. */
    afterFit: scale => { scale.width = 64; }
  });

  const dataset = (chart, series, index) => {
    const tone = colour('--series-' + (series.name === 'not listed' ? 6 : index % 6));
    const bars = chart.type === 'STACKED_BARS';
    const step = chart.x.length > 1 ? chart.x[1] - chart.x[0] : 1;
    const left = i => chart.xAxis === 'USERS' ? i : chart.x[i] + (bars ? step / 2 : 0);
    const points = series.values.map((y, i) => ({ x: left(i), y, at: chart.x[i] }));
    return {
      label: series.name,
      data: chart.type === 'SAMPLES' ? points.filter(point => point.y !== null) : points,
      borderColor: tone,
      backgroundColor: tone,
      borderWidth: bars ? 0 : 1.5,
      pointRadius: chart.xAxis === 'USERS' || isLoad(chart.xAxis) || series.values.filter(v => v !== null).length === 1 ? 3 : 0,
      pointHitRadius: 8,
      spanGaps: chart.type === 'SAMPLES' && Math.max(MAX_SAMPLE_GAP, 2 * step),
      stepped: chart.type === 'STEPS' ? 'before' : false,
      ...(bars ? { barThickness: 'flex', barPercentage: 0.9, categoryPercentage: 1 } : {})
    };
  };

  const configuration = chart => ({
    type: chart.type === 'STACKED_BARS' ? 'bar' : 'line',
    data: { labels: chart.xAxis === 'USERS' ? chart.x.map(xText.USERS) : [], datasets: chart.series.map((series, i) => dataset(chart, series, i)) },
    plugins: [marks],
    options: {
      imStressAxis: chart.xAxis,
      animation: false,
      maintainAspectRatio: false,
      interaction: { mode: chart.type === 'SAMPLES' ? 'nearest' : 'index', axis: 'x', intersect: false },
      scales: { x: { ...xScale(chart), stacked: chart.type === 'STACKED_BARS' }, y: yScale(chart) },
      plugins: {
        legend: {
          display: chart.series.length > 1 || chart.type === 'STACKED_BARS',
          align: 'start',
          labels: { color: colour('--ink'), boxWidth: 10, boxHeight: 10, padding: 12 }
        },
        tooltip: {
          callbacks: {
            title: items => xText[chart.xAxis](items[0].raw.at),
            label: item => ' ' + item.dataset.label + ': ' + withUnit(item.parsed.y, chart.unit)
          }
        }
      }
    }
  });

  /* What is drawn already is changed, so that a series which the reader hid stays hidden. */
  const draw = chart => {
    const canvas = document.getElementById(chart.id);
    const drawn = Chart.getChart(canvas);
    const fresh = configuration(chart);
    if (!drawn) {
      return new Chart(canvas, fresh);
    }
    const before = drawn.data.datasets;
    drawn.data.labels = fresh.data.labels;
    drawn.data.datasets = fresh.data.datasets.map(
      series => Object.assign(before.find(other => other.label === series.label) || {}, series));
    drawn.options = fresh.options;
    drawn.update('none');
    return drawn;
  };

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;

  const drawAll = () => {
    const charts = data.charts.map(draw);
    window.imStress.charts.filter(chart => !charts.includes(chart)).forEach(chart => chart.destroy());
    window.imStress.charts = charts;
  };

  /* Draws these charts, each on the canvas with its name. */
  const show = fresh => {
    data = fresh;
    end = Math.max(
      1, ...data.charts.filter(c => c.xAxis === 'TIME').flatMap(c => c.x), ...Object.values(data.marks));
    drawAll();
  };

  window.imStress = { charts: [], show };
  show(JSON.parse(document.getElementById('run-data').textContent));
  dark.addEventListener('change', drawAll);
})();
