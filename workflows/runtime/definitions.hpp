// All published documents, compiled, by number and by workflow; and the forms of their events. Filled while
// the service opens, read-only afterwards. Not the place that decides who may send what. Thread: any, once
// filled.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "workflows/runtime/form.hpp"
#include "workflows/runtime/ports/journal.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::runtime {

class Definitions {
  public:
    explicit Definitions(const states::Functions& functions) : functions_(functions) {}

    /// Compiles and adds a version. `file` is what places in errors name. Errors: as states::read_chart;
    /// "bad-form".
    Done add(const DefinitionRow& row, std::string_view file);
    /// The row that would publish this document: nothing when it is the workflow's newest version already.
    [[nodiscard]] std::optional<DefinitionRow> unpublished(const Program::Document& document) const;

    /// CHECKs that the number exists: records and rows hold no others.
    [[nodiscard]] const Definition& at(std::uint32_t number) const;
    /// nullptr when there is none of this number.
    [[nodiscard]] const Definition* find(std::uint32_t number) const;
    /// nullptr when there is no such workflow.
    [[nodiscard]] const Definition* newest(std::string_view workflow) const;
    [[nodiscard]] std::vector<const Definition*> all() const;  // by number
    /// nullptr when the event takes no data. `declaration` is of one of these charts.
    [[nodiscard]] const Form* form(const states::EventDeclaration& declaration) const;

  private:
    Done add_form(const states::EventDeclaration& declaration, std::string_view file);

    const states::Functions& functions_;
    std::deque<Definition> definitions_;  // number - 1 is the index; addresses stay
    std::map<std::string, const Definition*, std::less<>> newest_;
    std::unordered_map<const states::EventDeclaration*, Form> forms_;
};

}  // namespace waymark::runtime
