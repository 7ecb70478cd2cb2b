import { Spin } from 'antd'

export const Loading = () => (
  <div style={{ display: 'grid', placeItems: 'center', minHeight: '40vh' }} aria-busy="true">
    <Spin size="large" />
  </div>
)
