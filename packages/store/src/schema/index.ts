import type { ApiKeysTable, AuditLogTable, MembershipsTable, OneTimeLinksTable } from "./access.js";
import type { BusinessEntriesTable, BusinessFiguresTable, BusinessValuesTable } from "./business.js";
import type { CaseEventsTable, CasesTable, EventsTable, FollowersTable, MessagesTable, RulesTable } from "./cases.js";
import type { EffectPlansTable, EffectVersionsTable } from "./effects.js";
import type {
  BeaconSitesTable,
  ContactRecordsTable,
  ExpectationSourcesTable,
  FeedbackEventsTable,
  FeedbackItemsTable,
  InboundDeliveriesTable,
  InboundSourcesTable,
  PageRulesTable,
  PostAlertsTable,
  ReferenceBandsTable,
  SuggestionsTable,
  SuggestionVotesTable,
  WatchWordsTable,
} from "./feedback.js";
import type {
  ChecklistsTable,
  ChecklistVersionsTable,
  CheckRunsTable,
  InterviewCodesTable,
  InterviewGuidesTable,
  InterviewLabelsTable,
  InterviewsTable,
  InterviewThemesTable,
  NotesTable,
} from "./fieldwork.js";
import type { AttributeTiersTable, FindingsTable, IndexModelsTable } from "./findings.js";
import type { AttributeWeightsTable } from "./index-history.js";
import type { MetricTargetsTable } from "./metric-targets.js";
import type {
  AttributesTable,
  CalendarsTable,
  CountersTable,
  CustomersTable,
  EmployeesTable,
  ImportsTable,
  OrgUnitMovesTable,
  OrgUnitsTable,
  SegmentsTable,
  TenantsTable,
  TouchpointsTable,
} from "./organisation.js";
import type { PopulationMarginsTable, TimelineNotesTable, WeightVersionsTable } from "./population.js";
import type { LoyaltyModelsTable, MemberTiersTable, PurchaseFilesTable, PurchasesTable, TierEvaluationsTable } from "./purchases.js";
import type { QuotaCellsTable, QuotaPlansTable, QuotasTable, ScreenOutsTable } from "./quotas.js";
import type {
  ReadingModelsTable,
  ReadingRunsTable,
  TaxonomyVersionsTable,
  TopicsTable,
  VoiceLabelsTable,
  VoiceReadingsTable,
  VoiceTopicsTable,
} from "./reading.js";
import type { SamplePeopleTable, SamplesTable } from "./samples.js";
import type { SavedViewsTable, SavedViewUsesTable } from "./saved-views.js";
import type { AuthAccountsTable, AuthSessionsTable, AuthUsersTable, AuthVerificationsTable, SignInGuardsTable } from "./sign-in.js";
import type {
  CallbacksTable,
  DraftsTable,
  InvitationsTable,
  PretestAnswersTable,
  PretestsTable,
  ReleasedSetsTable,
  SurveyLinksTable,
  SurveysTable,
  SurveyVersionsTable,
} from "./surveys.js";
import type { AiCallsTable, LabelSamplesTable, TextTrainingsTable, ThemeTextsTable } from "./themes.js";
import type { VoiceMarksTable, VoiceNotesTable, VoiceStepsTable, VoicesTable } from "./voices.js";

/** Every table and its columns, named as in the database. `Selectable<Tables["cases"]>` is a row as read, `Insertable<…>` as written. */
export type Tables = {
  tenants: TenantsTable;
  counters: CountersTable;
  org_units: OrgUnitsTable;
  org_unit_moves: OrgUnitMovesTable;
  calendars: CalendarsTable;
  employees: EmployeesTable;
  segments: SegmentsTable;
  customers: CustomersTable;
  touchpoints: TouchpointsTable;
  attributes: AttributesTable;
  metric_targets: MetricTargetsTable;
  surveys: SurveysTable;
  survey_versions: SurveyVersionsTable;
  survey_links: SurveyLinksTable;
  pretests: PretestsTable;
  pretest_answers: PretestAnswersTable;
  invitations: InvitationsTable;
  drafts: DraftsTable;
  voices: VoicesTable;
  voice_marks: VoiceMarksTable;
  voice_notes: VoiceNotesTable;
  voice_steps: VoiceStepsTable;
  topics: TopicsTable;
  taxonomy_versions: TaxonomyVersionsTable;
  reading_models: ReadingModelsTable;
  voice_readings: VoiceReadingsTable;
  voice_topics: VoiceTopicsTable;
  voice_labels: VoiceLabelsTable;
  reading_runs: ReadingRunsTable;
  label_samples: LabelSamplesTable;
  text_trainings: TextTrainingsTable;
  theme_texts: ThemeTextsTable;
  ai_calls: AiCallsTable;
  callbacks: CallbacksTable;
  cases: CasesTable;
  case_events: CaseEventsTable;
  rules: RulesTable;
  messages: MessagesTable;
  events: EventsTable;
  followers: FollowersTable;
  imports: ImportsTable;
  feedback_items: FeedbackItemsTable;
  feedback_events: FeedbackEventsTable;
  inbound_sources: InboundSourcesTable;
  inbound_deliveries: InboundDeliveriesTable;
  contact_records: ContactRecordsTable;
  expectation_sources: ExpectationSourcesTable;
  beacon_sites: BeaconSitesTable;
  page_rules: PageRulesTable;
  reference_bands: ReferenceBandsTable;
  api_keys: ApiKeysTable;
  memberships: MembershipsTable;
  one_time_links: OneTimeLinksTable;
  audit_log: AuditLogTable;
  released_sets: ReleasedSetsTable;
  saved_views: SavedViewsTable;
  saved_view_uses: SavedViewUsesTable;
  findings: FindingsTable;
  effect_plans: EffectPlansTable;
  effect_versions: EffectVersionsTable;
  attribute_tiers: AttributeTiersTable;
  attribute_weights: AttributeWeightsTable;
  index_models: IndexModelsTable;
  population_margins: PopulationMarginsTable;
  weight_versions: WeightVersionsTable;
  samples: SamplesTable;
  sample_people: SamplePeopleTable;
  quota_plans: QuotaPlansTable;
  quotas: QuotasTable;
  quota_cells: QuotaCellsTable;
  screen_outs: ScreenOutsTable;
  timeline_notes: TimelineNotesTable;
  auth_users: AuthUsersTable;
  auth_sessions: AuthSessionsTable;
  auth_accounts: AuthAccountsTable;
  auth_verifications: AuthVerificationsTable;
  sign_in_guards: SignInGuardsTable;
  notes: NotesTable;
  checklists: ChecklistsTable;
  checklist_versions: ChecklistVersionsTable;
  check_runs: CheckRunsTable;
  interview_guides: InterviewGuidesTable;
  interviews: InterviewsTable;
  interview_codes: InterviewCodesTable;
  interview_themes: InterviewThemesTable;
  interview_labels: InterviewLabelsTable;
  suggestions: SuggestionsTable;
  suggestion_votes: SuggestionVotesTable;
  watch_words: WatchWordsTable;
  post_alerts: PostAlertsTable;
  business_figures: BusinessFiguresTable;
  business_entries: BusinessEntriesTable;
  business_values: BusinessValuesTable;
  purchases: PurchasesTable;
  purchase_files: PurchaseFilesTable;
  loyalty_models: LoyaltyModelsTable;
  tier_evaluations: TierEvaluationsTable;
  member_tiers: MemberTiersTable;
};
