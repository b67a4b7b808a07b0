// The program's own questions: who may ask them, whether they are asked well, and what each answer has. And
// what its errands have to find out.
#include <algorithm>

#include "workflows/runtime/core.hpp"
#include "workflows/runtime/form.hpp"
#include "workflows/runtime/refusals.hpp"

namespace waymark::runtime {

namespace {

constexpr std::size_t longest_parameter = 200;  // bytes: patterns are matched by backtracking

bool has_a_role(const Actor& actor, const Question& question) {
    return actor.person.number == 0 ||
           std::ranges::any_of(question.roles, [&](const auto& role) { return actor.has_role(role); });
}

Error bad_parameter(const std::string& name, std::string message) {
    return {"bad-query", std::move(message), name, {}};
}

Error unknown_parameter(const Question& question, const std::string& name) {
    std::string names;
    for (const auto& each : question.parameters) names += (names.empty() ? "" : ", ") + each.name;
    return bad_parameter(name, question.parameters.empty()
                                   ? "This question takes no parameters."
                                   : "This question has no such parameter; it has " + names + ".");
}

Done check(const QuestionParameter& parameter, const std::string& text) {
    if (text.size() > longest_parameter)
        return bad_parameter(parameter.name, "The text is longer than 200 bytes.");
    if (parameter.schema.is_undefined()) return done();
    const auto form = Form::compile(parameter.schema);
    CHECK(form.ok(), "the schema of the parameter " + parameter.name + " is none");
    if (form->check(text)) return done();
    return bad_parameter(parameter.name, "“" + text + "” is not what is asked for: " + parameter.title.en);
}

Done check(const Question& question, const QuestionParameters& parameters) {
    for (const auto& [name, text] : parameters) {
        const auto declared = std::ranges::find(question.parameters, name, &QuestionParameter::name);
        if (declared == question.parameters.end()) return unknown_parameter(question, name);
        if (!declared->repeated && parameters.count(name) > 1)
            return bad_parameter(name, "The parameter stands more than once.");
        if (auto checked = check(*declared, text); !checked) return checked;
    }
    return done();
}

}  // namespace

Result<states::Value> Service::Core::ask(const Actor& actor, std::string_view name,
                                         std::optional<InstanceId> about,
                                         const QuestionParameters& parameters) {
    InstancePtr subject;
    if (about) {
        auto found = instance(actor, *about);
        if (!found) return std::move(found).error();
        subject = *std::move(found);
    }
    const auto workflow = subject ? std::string_view(subject->definition->workflow) : std::string_view();
    const auto question = std::ranges::find_if(program.questions, [&](const Question& each) {
        return each.name == name && each.workflow == workflow;
    });
    if (question == program.questions.end()) return not_found("question “" + std::string(name) + "”");
    const bool whoever_reads = subject && question->roles.empty();
    if (!whoever_reads && !has_a_role(actor, *question))
        return operation_refused("ask for “" + question->title.en + "”");
    if (auto asked_well = check(*question, parameters); !asked_well) return std::move(asked_well).error();

    const auto find = finder();
    const auto asked_at = holds.now();
    const auto lookups_of_all = inquiry();
    auto answer = question->answer({actor, subject.get(), parameters, asked_at, find, *lookups_of_all});
    if (!answer) return answer;
    CHECK(answer->is_object(), "the answer to " + question->name + " is no object");
    if (!question->columns.empty())
        answer =
            answer->with("columns", states::Value::Array(question->columns.begin(), question->columns.end()));
    return answer->with("as_of", waymark::to_text(asked_at));
}

states::Value Service::Core::find_out(const Errand& errand) const {
    const auto find = finder();
    const auto about = reading_.instance(errand.instance);
    const auto all = inquiry();
    return errand.find_out({{}, about.get(), {}, holds.now(), find, *all});
}

std::vector<const Question*> Service::Core::reports(const Actor& actor) const {
    std::vector<const Question*> found;
    for (const auto& question : program.questions)
        if (question.workflow.empty() && has_a_role(actor, question)) found.push_back(&question);
    return found;
}

}  // namespace waymark::runtime
