#include "daemon/imports.hpp"

#include "workflows/partner/data.hpp"
#include "workflows/partner/policy.hpp"

namespace waymark::daemon {

using states::Value;

http::ImportBooks import_books(partner::ImportDesk& desk) {
    return {
        [&desk](const runtime::Actor& actor, const runtime::Instance& import) -> Value {
            const auto findings = desk.findings(import);
            // Cells of records may have names in them.
            const bool shows_cells = partner::text(import, "kind") == "consumption" ||
                                     partner::may_see(actor, "employee", {}, "name");
            Value::Array errors;
            for (const auto& error : findings.errors)
                errors.push_back(
                    Value::Object{{"row", static_cast<double>(error.row)},
                                  {"column", error.column},
                                  {"code", error.code},
                                  {"text", Value::Object{{"en", error.text.en}, {"ru", error.text.ru}}},
                                  {"cell", shows_cells ? error.cell : std::string()}});
            return Value::Object{{"total", findings.total}, {"errors", std::move(errors)}};
        },
        [&desk](runtime::InstanceId import) -> Value {
            Value::Array corrections;
            for (const auto& change : desk.book().changes_by(runtime::to_text(import)))
                corrections.push_back(Value::Object{
                    {"partner", runtime::to_text(change.partner)},
                    {"account", change.account},
                    {"service", change.service},
                    {"product", change.product},
                    {"month", change.month},
                    {"amount_before_kopecks", change.gross_before.count},
                    {"amount_after_kopecks", change.gross_after.count},
                    {"grants_before_kopecks", change.grants_before.count},
                    {"grants_after_kopecks", change.grants_after.count},
                    {"moved_to", change.moved_to.number == 0 ? Value(nullptr)
                                                             : Value(runtime::to_text(change.moved_to))}});
            return Value::Object{{"corrections", std::move(corrections)}};
        }};
}

}  // namespace waymark::daemon
