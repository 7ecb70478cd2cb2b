import { texts } from '../../locale.tsx'

export const hoursTexts = texts(
  {
    noticeShape: '请载入写有年份和每天的日期、名称、是否休息的 JSON 文件；日历没有改动。',
    serviceOnly: '只对外服务，不计工作日',
    serviceOnlyShort: '只对外服务',
    lastWorkday: '每周至少有一天计工作日。',
    lastFrame: '工作日至少有一个时段计工作时间。',
    serviceHint:
      '延时服务的日子勾选后不计工作日，期限不因此缩短；调休上班的仍计。晚间等时段勾选后照常接待，不算工作时间，下班时间不因此推后。',
    ends: '按天计算的期限，最后一天',
    atClosing: '下班时截止',
    atMidnight: '24时截止（写作23:59）',
    appliesToUnits: '也适用于各单位',
    appliesHint: '自有作息的单位当天也按此例外计算；单位自己设的例外优先。',
  },
  {
    noticeShape:
      'Load a JSON file with a year, and days with date, name and whether they are off; the calendar is as it was.',
    serviceOnly: 'For service only, no working day',
    serviceOnlyShort: 'Service only',
    lastWorkday: 'A week has at least one working day.',
    lastFrame: 'A working day has some working time.',
    serviceHint:
      'A day on which people are only received is no working day and shortens no limit; one worked in exchange for a holiday still counts. In hours for service only, as of an evening, people are received, no clock runs, and closing time stays.',
    ends: 'A period in days ends on its last day',
    atClosing: 'at closing time',
    atMidnight: 'at 24:00 (written 23:59)',
    appliesToUnits: 'Applies to units too',
    appliesHint: 'Units with hours of their own have this day too; an exception of their own stands above it.',
  },
)
