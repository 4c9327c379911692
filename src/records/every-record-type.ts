import type { RecordType } from '#gate/record-type.ts'
import { agreement } from './agreement/agreement.ts'
import { asset } from './asset/asset.ts'
import { callRecording } from './call-recording/call-recording.ts'
import { camera } from './camera/camera.ts'
import { cautionaryAlert } from './cautionary-alert/cautionary-alert.ts'
import { consent } from './consent/consent.ts'
import { contactDetail } from './contact-detail/contact-detail.ts'
import { contactLog } from './contact-log/contact-log.ts'
import { disclosure } from './disclosure/disclosure.ts'
import { footage } from './footage/footage.ts'
import { hold } from './hold/hold.ts'
import { householdMember } from './household-member/household-member.ts'
import { message } from './message/message.ts'
import { noticeReader } from './notice-reader/notice-reader.ts'
import { objection } from './objection/objection.ts'
import { organisation } from './organisation/organisation.ts'
import { person } from './person/person.ts'
import { picture } from './picture/picture.ts'
import { picturedPerson } from './pictured-person/pictured-person.ts'
import { placement } from './placement/placement.ts'
import { rentAccount } from './rent-account/rent-account.ts'
import { rentEntry } from './rent-entry/rent-entry.ts'
import { rightsAnswer } from './rights-answer/rights-answer.ts'
import { rightsFind } from './rights-find/rights-find.ts'
import { rightsFootage } from './rights-footage/rights-footage.ts'
import { rightsOpinion } from './rights-opinion/rights-opinion.ts'
import { rightsRequest } from './rights-request/rights-request.ts'
import { rightsSearch } from './rights-search/rights-search.ts'
import { rightsText } from './rights-text/rights-text.ts'
import { share } from './share/share.ts'
import { supportContact } from './support-contact/support-contact.ts'
import { tenure } from './tenure/tenure.ts'
import { trainingExtract } from './training-extract/training-extract.ts'
import { unlinkedCall } from './unlinked-call/unlinked-call.ts'
import { visit } from './visit/visit.ts'
import { visitAssistance } from './visit-assistance/visit-assistance.ts'

/**
 * The one list of record types. Grants, retention, subject access, the data map and the timeline all read it, so a type that is not listed
 * does not exist. INVARIANT: a type comes after every type that its rows refer to, so that imports store in this order and sweeps delete in
 * reverse.
 */
export const everyRecordType: readonly RecordType[] = [
  person,
  asset,
  camera,
  footage,
  tenure,
  householdMember,
  contactDetail,
  rentAccount,
  rentEntry,
  contactLog,
  callRecording,
  picture,
  placement,
  picturedPerson,
  consent,
  objection,
  hold,
  organisation,
  agreement,
  share,
  disclosure,
  supportContact,
  cautionaryAlert,
  message,
  rightsRequest,
  rightsSearch,
  rightsFind,
  rightsFootage,
  rightsText,
  rightsOpinion,
  rightsAnswer,
  unlinkedCall,
  trainingExtract,
  visit,
  visitAssistance,
  noticeReader,
]
