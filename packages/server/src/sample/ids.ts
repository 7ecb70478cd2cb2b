/** Ids of the sample centre that tests, stories and the simulation name. Everything in it is invented. */
export const SAMPLE_CENTER_ID = 'sample-ja'

export const sampleUnits = {
  window: 'ja-window',
  leaders: 'qf-office',
  reform: 'ja-reform',
  systems: 'ja-systems',
  food: 'sj-food',
  registry: 'sj-registry',
  cityPermit: 'city-sj-permit',
  cityInfo: 'city-info-data',
  taxClearance: 'sw-clearance',
  commerce: 'sww-trade',
  fire: 'xf-inspection',
  appearance: 'lr-signs',
  ems: 'ems-desk',
} as const

/** A person who can sign in has their sign-in name as id. */
export const samplePeople = {
  officer1: 'officer1',
  officer2: 'officer2',
  supervisor: 'supervisor',
  leader: 'leader',
  analyst: 'analyst',
  sysadmin: 'sysadmin',
  secadmin: 'secadmin',
  auditor: 'auditor',
  districtMarket: 'liaison.sj',
  cityMarket: 'liaison.sjz',
  cityInfo: 'liaison.xx',
  ems: 'liaison.ems',
  tax: 'liaison.sw',
} as const

/** Service items, numbered as the two journeys count them: K opening a restaurant, X closing one. */
export const sampleItems = {
  businessLicence: 'K02',
  foodLicence: 'K05',
  fireInspection: 'K06',
  foodLicenceChange: 'K05-change',
  foodLicenceCancellation: 'X10',
  prepaidCardExit: 'X15',
  taxClearance: 'X26',
  companyDeregistration: 'X29',
} as const

/** Materials of the food licence that the story of the short lease turns on. */
export const sampleMaterials = { foodApplication: 'application', lease: 'lease' } as const

export const sampleForms = { dataCorrection: 'data-correction' } as const
