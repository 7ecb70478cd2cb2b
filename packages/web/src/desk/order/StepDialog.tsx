import { type OrderGoal, OrderStep } from '@bancheng/core/catalogue/order/goal.ts'
import { Alert, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { editTexts } from './edit-texts.ts'
import { type StepValues, stepOf, valuesOf } from './step-values.ts'

type Props = {
  readonly goal: OrderGoal
  readonly step: OrderStep
  readonly onDone: (step: OrderStep) => void
  readonly onCancel: () => void
}

const required = [{ required: true }]

/** One step with what must come before it and what it closes. */
export function StepDialog({ goal, step, onDone, onCancel }: Props) {
  const t = useTexts(editTexts)
  const [form] = Form.useForm<StepValues>()
  const [isIncomplete, setIncomplete] = useState(false)
  const finish = (values: StepValues) => {
    const next = stepOf({ ...values, stepId: step.stepId })
    setIncomplete(next === null)
    if (next) onDone(next)
  }
  const others = goal.steps
    .filter(({ stepId }) => stepId !== step.stepId)
    .map(({ stepId, name }) => ({ value: stepId, label: name }))
  const situations = goal.situations.map(({ situationId, name }) => ({ value: situationId, label: name }))
  const units = (['working-days', 'calendar-days', 'on-the-spot'] as const).map((value) => ({ value, label: t[value] }))
  return (
    <Modal
      open
      width={760}
      title={t.editStep}
      okText={t.ok}
      cancelText={t.cancel}
      onOk={() => form.submit()}
      onCancel={onCancel}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={valuesOf(step)}
        onFinish={finish}
        onFinishFailed={() => setIncomplete(true)}
      >
        <Form.Item name="name" label={t.name} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="nameEn" label={t.nameEn}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="department" label={t.department}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="itemId" label={t.itemId}>
          <Input maxLength={64} />
        </Form.Item>
        <Form.Item name="appliesWhen" label={t.appliesWhen}>
          <Select mode="multiple" options={situations} optionFilterProp="label" />
        </Form.Item>
        <div className="order-edit-row">
          <Form.Item name={['takes', 'amount']} label={t.takes}>
            <InputNumber min={0} max={3660} precision={0} />
          </Form.Item>
          <Form.Item name={['takes', 'unit']} label={t.unit}>
            <Select options={units} style={{ minWidth: 140 }} />
          </Form.Item>
        </div>
        <Form.Item name="timeNote" label={t.timeNote}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="materials" label={t.materials}>
          <Input.TextArea autoSize={{ minRows: 2 }} />
        </Form.Item>
        <Prerequisites others={others} />
        <Effects others={others} />
        <Form.Item name="note" label={t.note}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={1_000} />
        </Form.Item>
        <Form.Item name="source" label={t.source}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="remark" label={t.remark}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {isIncomplete ? <Alert type="error" showIcon title={t.incomplete} /> : null}
    </Modal>
  )
}

type Others = { readonly others: readonly { value: string; label: string }[] }

function Prerequisites({ others }: Others) {
  const t = useTexts(editTexts)
  const kinds = (['hard', 'advised'] as const).map((value) => ({ value, label: t[value] }))
  const waits = (['calendar-days', 'working-days'] as const).map((value) => ({ value, label: t[value] }))
  return (
    <Form.List name="prerequisites">
      {(rows, { add, remove }) => (
        <fieldset className="order-edit-list">
          <legend>{t.prerequisites}</legend>
          {rows.map(({ key, name }) => (
            <div key={key} className="order-edit-row">
              <Form.Item name={[name, 'anyOf']} label={t.anyOf} rules={required} className="is-wide">
                <Select mode="multiple" options={[...others]} optionFilterProp="label" />
              </Form.Item>
              <Form.Item name={[name, 'kind']} label={t.kind} rules={required}>
                <Select options={kinds} style={{ minWidth: 110 }} />
              </Form.Item>
              <Form.Item name={[name, 'wait', 'amount']} label={t.wait}>
                <InputNumber min={0} max={3660} precision={0} />
              </Form.Item>
              <Form.Item name={[name, 'wait', 'unit']} label={t.unit}>
                <Select options={waits} style={{ minWidth: 110 }} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{t.remove}</Button>
            </div>
          ))}
          <Button onClick={() => add({ anyOf: [], kind: 'hard', wait: { unit: 'calendar-days' } })}>
            {t.addPrerequisite}
          </Button>
        </fieldset>
      )}
    </Form.List>
  )
}

function Effects({ others }: Others) {
  const t = useTexts(editTexts)
  const kinds = (['online-closed', 'conditional', 'impossible'] as const).map((value) => ({ value, label: t[value] }))
  return (
    <Form.List name="effects">
      {(rows, { add, remove }) => (
        <fieldset className="order-edit-list">
          <legend>{t.effects}</legend>
          {rows.map(({ key, name }) => (
            <div key={key} className="order-edit-effect">
              <div className="order-edit-row">
                <Form.Item name={[name, 'kind']} label={t.kind} rules={required}>
                  <Select options={kinds} style={{ minWidth: 150 }} />
                </Form.Item>
                <Form.Item name={[name, 'closes']} label={t.closedSteps} className="is-wide">
                  <Select mode="multiple" options={[...others]} optionFilterProp="label" />
                </Form.Item>
                <Button onClick={() => remove(name)}>{t.remove}</Button>
              </div>
              <Form.Item name={[name, 'alsoCloses']} label={t.alsoCloses}>
                <Select mode="tags" open={false} />
              </Form.Item>
              <Form.Item name={[name, 'reason']} label={t.reason} rules={required}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name={[name, 'wayOut']} label={t.wayOut} rules={required}>
                <Input maxLength={500} />
              </Form.Item>
              <Form.Item name={[name, 'source']} label={t.source}>
                <Input maxLength={200} />
              </Form.Item>
              <Form.Item name={[name, 'remark']} label={t.remark}>
                <Input maxLength={200} />
              </Form.Item>
            </div>
          ))}
          <Button onClick={() => add({ kind: 'online-closed', closes: [], alsoCloses: [] })}>{t.addEffect}</Button>
        </fieldset>
      )}
    </Form.List>
  )
}

/** A step that says nothing yet; its id never changes, whatever it is called. */
export const newStep = (goal: OrderGoal): OrderStep => {
  const taken = new Set(goal.steps.map(({ stepId }) => stepId))
  let number = goal.steps.length + 1
  while (taken.has(`S${number}`)) number++
  return { ...OrderStep.parse({ stepId: `S${number}`, name: '-', department: '', takes: null }), name: '' }
}
