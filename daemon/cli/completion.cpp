// waymark completion bash|zsh: a script that completes commands and options, made from the commands
// themselves.
#include <iostream>
#include <memory>

#include "daemon/cli/session.hpp"

namespace waymark::cli {
namespace {

/// One line of the script for the command at this path, and for those below it: its words, and its options.
void write_cases(const CLI::App& command, const std::string& path, std::string& script) {
    std::string words;
    for (const auto* below : command.get_subcommands([](const CLI::App*) { return true; }))
        words += below->get_name() + " ";
    for (const auto* option : command.get_options())
        for (const auto& name : option->get_lnames()) words += "--" + name + " ";
    script += "        '" + path + "') words='" + words + "' ;;\n";
    for (const auto* below : command.get_subcommands([](const CLI::App*) { return true; }))
        write_cases(*below, path + " " + below->get_name(), script);
}

std::string bash_script(const CLI::App& app) {
    std::string cases;
    write_cases(app, "waymark", cases);
    return R"script(# Completion of waymark for bash. Use: source <(waymark completion bash)
_waymark() {
    local path='waymark' word words
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$word" in
            -*) ;;
            *) case " $(_waymark_words "$path") " in *" $word "*) path+=" $word" ;; esac ;;
        esac
    done
    words="$(_waymark_words "$path")"
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}")
    # Nothing of ours fits: a file's name, perhaps.
    [ ${#COMPREPLY[@]} -gt 0 ] || mapfile -t COMPREPLY < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
}
_waymark_words() {
    local words=''
    case "$1" in
)script" + cases +
           R"script(    esac
    printf '%s' "$words"
}
complete -F _waymark waymark
)script";
}

}  // namespace

void add_completion_commands(CLI::App& app) {
    auto shell = std::make_shared<std::string>();
    auto* completion = app.add_subcommand("completion", "a script that completes commands in your shell");
    completion->add_option("shell", *shell, "bash or zsh")->required()->check(CLI::IsMember({"bash", "zsh"}));
    completion->footer("Example: source <(waymark completion bash)");
    completion->callback([&app, shell] {
        if (*shell == "zsh") std::cout << "autoload -U +X bashcompinit && bashcompinit\n";
        std::cout << bash_script(app);
    });
}

}  // namespace waymark::cli
