#include "daemon/cli/rulebook_show.hpp"

#include <fmt/format.h>

#include "daemon/cli/table.hpp"
#include "workflows/partner/eligibility/edition_words.hpp"

namespace waymark::cli {
namespace {

using partner::Edition;
using states::Text;

class Show {
  public:
    Show(const Edition& edition, std::string_view language, std::ostream& out)
        : edition_(edition), language_(language), out_(out) {}

    void all() {
        general();
        for (const auto& rules : edition_.specializations) specialization(rules);
        names({"CERTIFICATE", "СЕРТИФИКАТ"}, edition_.certificates);
        names({"PRODUCT", "ПРОДУКТ"}, edition_.products);
        benefits();
        services();
    }

  private:
    [[nodiscard]] std::string in(const Text& text) const { return text.in(language_); }

    void general() {
        out_ << in({"Edition ", "Редакция "}) << edition_.version
             << in({", in force from ", ", действует с "}) << partner::to_text(edition_.from) << '\n';
        if (edition_.invented)
            out_ << in({"Some of its values are invented.", "Часть значений выдумана."}) << '\n';
        Table table({"", ""});
        table.add({in({"Basic bonus", "Базовый бонус"}),
                   in(partner::percent_in_words(edition_.bonus_basis_points))});
        for (const auto& rate : edition_.vat)
            table.add({in({"VAT from ", "НДС с "}) + partner::to_text(rate.from),
                       in(partner::percent_in_words(rate.percent * 100))});
        table.add({in({"Transition", "Переход"}), in(partner::in_words(edition_.transition))});
        table.print(out_);
    }

    void specialization(const partner::SpecializationRules& rules) {
        out_ << '\n' << in(rules.name) << " (" << rules.code << ")\n";
        Table table({"", ""});
        for (const auto& each : rules.conditions) condition(table, each, "  ");
        table.add({in({"  reward", "  вознаграждение"}),
                   rules.reward ? in(partner::in_words(*rules.reward, edition_)) : in({"none", "нет"})});
        auto label = in({"  directions", "  направления"});
        for (const auto& each : rules.directions) {
            table.add({label, in(each)});
            label.clear();
        }
        std::string benefits;
        for (const auto& each : rules.benefits) benefits += (benefits.empty() ? "" : ", ") + each;
        if (!benefits.empty()) table.add({in({"  benefits", "  преимущества"}), benefits});
        table.print(out_);
    }

    void condition(Table& table, const partner::Condition& condition, const std::string& indent) {
        table.add({indent + condition.code, in(partner::in_words(condition, edition_))});
        for (const auto& part : parts_of(condition)) this->condition(table, part, indent + "  ");
    }

    void names(const Text& heading, const std::vector<partner::Named>& entries) {
        Table table({in(heading), in({"NAME", "НАЗВАНИЕ"})});
        for (const auto& each : entries) table.add({each.code, in(each.name)});
        print(table);
    }

    void benefits() {
        Table table({in({"BENEFIT", "ПРЕИМУЩЕСТВО"}), in({"NAME", "НАЗВАНИЕ"}),
                     in({"LIMIT A YEAR", "ПРЕДЕЛ ЗА ГОД"})});
        for (const auto& each : edition_.benefits)
            table.add({each.code, in(each.name),
                       each.yearly_limit ? in({in_roubles(*each.yearly_limit, false) + " RUB",
                                               in_roubles(*each.yearly_limit, true) + " руб."})
                                         : ""});
        print(table);
    }

    void services() {
        Table table({in({"SERVICE", "СЕРВИС"}), in({"NAME", "НАЗВАНИЕ"}), in({"COUNTS FOR", "СЧИТАЕТСЯ ДЛЯ"}),
                     in({"BONUS", "БОНУС"})});
        for (const auto& each : edition_.services)
            table.add({each.code, in(each.name), in(partner::counts_in_words(each.code, edition_)),
                       in(partner::exclusion_in_words(each.code, edition_))});
        print(table);
    }

    void print(const Table& table) {
        if (table.empty()) return;
        out_ << '\n';
        table.print(out_);
    }

    const Edition& edition_;
    std::string_view language_;
    std::ostream& out_;
};

}  // namespace

void show_edition(const Edition& edition, std::string_view language, std::ostream& out) {
    Show(edition, language, out).all();
}

}  // namespace waymark::cli
