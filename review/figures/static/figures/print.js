// The content security policy allows no script in the page itself.
document.getElementById("print").addEventListener("click", () => window.print());
