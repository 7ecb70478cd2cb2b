import type { ThemeConfig } from 'antd'

/** One calm blue, dense lines, and text that passes 4.5:1 on every ground (WCAG 2.2 AA). */
export const theme: ThemeConfig = {
  cssVar: {},
  token: {
    // A desk is worked at all day: nothing slides, and nothing waits for a movement to end.
    motion: false,
    colorPrimary: '#1b4f9c',
    colorLink: '#1b4f9c',
    colorError: '#c0271d',
    colorWarning: '#a15c00',
    colorSuccess: '#1d6f42',
    colorTextSecondary: '#4a5568',
    colorTextTertiary: '#5b6675',
    colorTextPlaceholder: '#667085',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
}
