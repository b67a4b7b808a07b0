// The documents in the binary. embedded.cpp is made by the build from rulebook/, definitions/ and templates/.
#pragma once

#include <span>
#include <string_view>

namespace waymark::partner::embedded {

extern const std::string_view calendar_toml;
extern const std::string_view partner_scxml, notice_scxml, specialization_scxml, person_scxml;
extern const std::string_view onboarding_scxml, presale_scxml;
extern const std::string_view application_scxml, interview_scxml, window_scxml, revocation_scxml;
extern const std::string_view agreement_scxml, employee_scxml, solution_scxml, plan_scxml, project_scxml;
extern const std::string_view customer_scxml, subaccount_scxml, scope_scxml, invoice_scxml;
extern const std::string_view import_scxml;
extern const std::string_view campaign_scxml, invitation_scxml, benefit_scxml, edition_scxml,
    attachment_scxml;
extern const std::string_view qualification_toml, reasons_toml;
extern const std::string_view r1_toml;  // the editions of the rules that ship

struct File {
    std::string_view name, text;
};
extern const std::span<const File> templates;

}  // namespace waymark::partner::embedded
